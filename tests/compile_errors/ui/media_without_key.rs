use feishu_post::post;

fn main() {
    _ = post![media("")];
}
