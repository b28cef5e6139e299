use feishu_post::post;

fn main() {
    _ = post!["已更新", title = "工单"];
}
