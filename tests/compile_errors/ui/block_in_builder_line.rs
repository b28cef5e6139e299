use feishu_post::PostBuilder;

fn main() {
    _ = PostBuilder::new()
        .line(|line| line.text("图:").image("img_7ea74629"))
        .line(|line| line.hr())
        .build();
}
