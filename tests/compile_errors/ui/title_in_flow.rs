use feishu_post::post;

fn main() {
    let urgent = true;
    _ = post![if urgent { title = "紧急" }, "已更新"];
}
