use feishu_post::post;

fn main() {
    let name = "SMILE";
    _ = post![[emotion("{name}")]];
}
