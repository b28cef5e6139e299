use feishu_post::post;

fn main() {
    let steps = ["重启"];
    _ = post![for step steps { ["{step} ", emotion("NOPE")] }, "二"];
}
