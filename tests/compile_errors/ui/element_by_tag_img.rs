use feishu_post::post;

fn main() {
    _ = post![img("img_7ea74629")];
}
