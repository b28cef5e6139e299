use feishu_post::post;

fn main() {
    _ = post![md("**已解决**")];
}
