use feishu_post::{Post, post};

const NAME: &str = "王小明";
static POST: Post = post![["处理人:", NAME, at("ou_1").name(NAME)]];

fn main() {
    _ = &POST;
}
