use feishu_post::post;

fn main() {
    let (url, id, user) = (String::new(), 42, "ou_1");
    _ = post![
        [link("文档", url), emotion("Smile")],
        ["工单", id],
        [user., "b".blod()],
    ];
}
