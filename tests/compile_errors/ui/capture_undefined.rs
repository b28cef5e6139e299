use feishu_post::post;

fn main() {
    _ = post!["工单 {missing}"];
}
