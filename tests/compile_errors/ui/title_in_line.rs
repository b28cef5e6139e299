use feishu_post::post;

fn main() {
    _ = post![[title = "工单", "已更新"]];
}
