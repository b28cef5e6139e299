use feishu_post::{Post, post};

fn main() {
    let footer: Post = post!["—"];
    _ = post!["工单", ..footer];
}
