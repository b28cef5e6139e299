use feishu_post::line;

fn main() {
    _ = line![];
}
