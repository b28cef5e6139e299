use feishu_post::post;

fn main() {
    _ = post![title = "工单".bold(), "已更新"];
}
