use feishu_post::post;

fn main() {
    _ = post![
        zh_cn = [title = "一", title = "二", [link("文档", "feishu.cn")]],
        de_de = ["Hallo"],
        en_us = [["a" "b"]],
    ];
}
