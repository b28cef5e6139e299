#![deny(unused_must_use)]

use feishu_post::post;

fn main() {
    let id = 7;
    post!["工单 {id}"];
    post!["你好"];
}
