use feishu_post::post;

fn main() {
    _ = post![zh_cn = ["一"], en_us = []];
}
