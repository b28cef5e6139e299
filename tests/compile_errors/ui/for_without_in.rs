use feishu_post::post;

fn main() {
    _ = post![for 1 + in [1, 2] { "一" }];
}
