use feishu_post::post;

fn main() {
    let url = String::from("https://example.com");
    _ = post![[link("文档", url)]];
}
