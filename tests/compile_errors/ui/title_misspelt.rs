use feishu_post::post;

fn main() {
    _ = post![tilte = "工单", "已更新"];
}
