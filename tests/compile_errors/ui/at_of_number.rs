use feishu_post::post;

fn main() {
    let id = 42;
    _ = post![[at(id)]];
}
