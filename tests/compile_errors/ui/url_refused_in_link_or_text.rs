use feishu_post::post;

fn main() {
    _ = post![[link_or_text("文档", "file:///etc/passwd")]];
}
