use feishu_post::post;

fn main() {
    let lines = vec!["一", "二"];
    _ = post!["工单", lines];
}
