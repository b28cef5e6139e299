use feishu_post::post;

fn main() {
    let _post = post![
        { "tag": "text", "text": "你好" },
        [{ "tag": "at", "user_id": "ou_1" }],
    ];
    let _whole = post!["zh_cn": { "title": "标题", "content": [] }];
}
