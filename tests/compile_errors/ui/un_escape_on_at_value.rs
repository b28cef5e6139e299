use feishu_post::post;

fn main() {
    let user = feishu_post::At::new("ou_1");
    _ = post![[user.un_escape()]];
}
