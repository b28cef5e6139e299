use feishu_post::post;

fn main() {
    _ = post![[link("文档", "https://open.feishu.cn").itallic()]];
}
