use feishu_post::post;

fn main() {
    let base = "https://example.com";
    _ = post![[link("文档", "{base}/x")]];
}
