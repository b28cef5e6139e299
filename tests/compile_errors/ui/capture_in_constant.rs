use feishu_post::{Post, post};

const NUMBER: u64 = 42;
const POST: Post = post![title = "工单 {NUMBER}", ["第 {NUMBER} 号"]];

fn main() {
    _ = POST;
}
