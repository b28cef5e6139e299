use feishu_post::post;

fn main() {
    _ = post![[at("ou_1").un_escape()]];
}
