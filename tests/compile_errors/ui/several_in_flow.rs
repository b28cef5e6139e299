use feishu_post::post;

fn main() {
    let urgent = true;
    _ = post![
        if urgent {
            ["紧急".blod(), at("")];
            "{}";
        } else {
            [hr()]
        },
        match urgent {
            true => md("x"),
            false => emotion("NOPE"),
        },
    ];
}
