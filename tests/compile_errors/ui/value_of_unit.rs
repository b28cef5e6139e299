use feishu_post::post;

fn main() {
    let mut names = vec![1];
    _ = post![["一", names.clear()]];
}
