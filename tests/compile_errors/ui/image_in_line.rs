use feishu_post::post;

fn main() {
    _ = post![["图:", image("img_7ea74629")]];
}
