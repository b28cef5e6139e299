use feishu_post::post;

fn main() {
    _ = post![title = "工单", title = "更新", "已更新"];
}
