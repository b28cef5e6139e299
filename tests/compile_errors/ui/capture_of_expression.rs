use feishu_post::post;

fn main() {
    let (a, b) = (1, 2);
    _ = post!["共 {a + b} 个"];
}
