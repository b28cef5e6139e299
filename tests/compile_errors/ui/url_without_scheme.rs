use feishu_post::post;

fn main() {
    _ = post![["见 ", link("文档", "www.feishu.cn")]];
}
