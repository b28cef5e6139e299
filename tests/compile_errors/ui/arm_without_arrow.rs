use feishu_post::post;

fn main() {
    _ = post![match 1 { 1 "一", _ => "二" }];
}
