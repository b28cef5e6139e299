use feishu_post::post;

fn main() {
    let host = "example.com";
    _ = post![[link("文档", "https://{host}/a")]];
}
