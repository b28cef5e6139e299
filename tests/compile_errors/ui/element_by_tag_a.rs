use feishu_post::post;

fn main() {
    _ = post![[a("文档", "https://open.feishu.cn")]];
}
