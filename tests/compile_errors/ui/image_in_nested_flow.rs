use feishu_post::post;

fn main() {
    _ = post![["图:", if true { image("img_7ea74629").size(3, 4) }]];
}
