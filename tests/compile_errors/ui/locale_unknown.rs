use feishu_post::post;

fn main() {
    _ = post![fr = ["Bonjour"]];
}
