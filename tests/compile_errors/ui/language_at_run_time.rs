use feishu_post::post;

fn main() {
    let language = String::from("RUST");
    _ = post![code_block(language, "fn main() {}")];
}
