use feishu_post::post;

fn main() {
    _ = post![[lnik("文档", "https://open.feishu.cn")]];
}
