use feishu_post::post;

fn main() {
    _ = post![[link(, "https://open.feishu.cn")]];
}
