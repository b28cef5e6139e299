use feishu_post::post;

fn main() {
    let urgent = true;
    _ = post![if urgent { "一", "二" }];
}
