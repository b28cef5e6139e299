use feishu_post::post;

fn main() {
    let name = String::from("王小明");
    _ = post![[name, name]];
}
