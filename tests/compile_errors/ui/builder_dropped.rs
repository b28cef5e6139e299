#![deny(unused_must_use)]

use feishu_post::PostBuilder;

fn main() {
    let post = PostBuilder::new();
    post.title("工单");
}
