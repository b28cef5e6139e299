use feishu_post::post;

fn main() {
    _ = post![title: "工单", "已收到"];
    _ = post![zh_cn: ["已收到"]];
}
