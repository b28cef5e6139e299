use feishu_post::post;

fn main() {
    let id = 42;
    _ = post![if id > 0 { id }, [if id > 0 { id }]];
}
