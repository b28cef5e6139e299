use feishu_post::post;

fn main() {
    _ = post![[text("第二行 :").bold()]];
}
