use feishu_post::post;

fn main() {
    _ = post![
        title = "工单".bold(),
        [link("文档", "ftp://feishu.cn"), emotion("Smile")],
        ["a", image("img_1")],
        code_block("COBALT", "x"),
    ];
}
