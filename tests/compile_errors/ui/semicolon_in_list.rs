use feishu_post::post;

fn main() {
    _ = post!["一"; "二"];
}
