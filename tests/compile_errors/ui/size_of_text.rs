use feishu_post::post;

fn main() {
    _ = post![image("img_1").size("300", 200)];
}
