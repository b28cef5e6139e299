use feishu_post::post;

fn main() {
    _ = post![code_block("RSUT", "fn main() {}")];
}
