use feishu_post::post;

fn main() {
    let name = String::new();
    _ = post!["一" + &name];
}
