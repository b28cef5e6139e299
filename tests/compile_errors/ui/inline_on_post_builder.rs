use feishu_post::PostBuilder;

fn main() {
    _ = PostBuilder::new().title("工单").text("已收到").at_all().build();
}
