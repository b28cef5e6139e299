use feishu_post::post;

fn main() {
    let user = String::from("ou_1");
    _ = post![["一", at(user.)]];
}
