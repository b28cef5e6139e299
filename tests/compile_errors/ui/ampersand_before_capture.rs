use feishu_post::post;

fn main() {
    let (name, n) = ("lt;", "60");
    _ = post!["&{name}".un_escape()];
    _ = post![link("&lt;&#x{n};", "https://a.cn").un_escape()];
    _ = post![["R&D{name:>3}".un_escape().bold()]];
    _ = post!["&amp;{name} & {n} &#60;{n} a&b", "& {name}&".un_escape()];
}
