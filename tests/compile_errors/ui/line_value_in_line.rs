use feishu_post::{line, post};

fn main() {
    let line = line!["一"];
    _ = post![["零", line.clone()], ["零", ..line]];
}
