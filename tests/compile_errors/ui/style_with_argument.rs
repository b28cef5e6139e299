use feishu_post::post;

fn main() {
    _ = post![["紧急".bold(true)]];
}
