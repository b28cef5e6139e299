//! What other bots met.

use feishu_post::Received;

/// Shapes that the tests of other bots keep, in texts of our own: what each shows, and how many changes
/// that took.
const MET_BY_OTHER_BOTS: &[(&str, &str, usize)] = &[
    (
        r#"{"title":"","content":[[{"tag":"at","user_id":"@_user_1","user_name":"巡检","style":[]},{"tag":"text","text":" /check","style":[]}],[{"tag":"img","image_key":"img_v2_4515","width":1293,"height":1500}]]}"#,
        "@巡检 /check\n[image: img_v2_4515]",
        0,
    ),
    (
        r#"{"title":"","content":[[{"tag":"at","user_id":"@_user_1","user_name":"小菠萝"},{"tag":"text","text":" 介绍："}],[],[{"tag":"text","text":"- 要点"},{"tag":"a","href":"https://example.com/s","text":"来源"}],[{"tag":"img","image_key":"k"}]],"content_v2":[[{"tag":"md","text":"介绍"}]]}"#,
        "@小菠萝 介绍：\n- 要点来源 (https://example.com/s)\n[image: k]",
        0,
    ),
    (
        r#"{"content":[[{"tag":"text","text":"订阅 "},{"tag":"a","text":"新闻","href":"http://feeds.example.com/rss.xml"}]]}"#,
        "订阅 新闻 (http://feeds.example.com/rss.xml)",
        0,
    ),
    (
        r#"{"content":[[{"tag":"a","text":"https://example.com/x","href":"https://example.com/x"}]]}"#,
        "https://example.com/x",
        0,
    ),
    (
        r#"{"content":[[{"tag":"at","user_id":"@_user_1","user_name":""},{"tag":"text","text":"看"},{"tag":"img","image_key":"img_x"},{"tag":"emotion","emoji_type":"SMILE"}]]}"#,
        "@_user_1看\n[image: img_x]\n[SMILE]",
        1,
    ),
    (
        r#"{"title":"计划","content":[[{"tag":"a","text":"规范","href":"https://example.com/spec"},{"tag":"text","text":" 然后 "},{"tag":"code_block","language":"GO","text":"go test ./..."}],[{"tag":"img","image_key":"img_1"},{"tag":"media","file_key":"file_video"},{"tag":"file","file_key":"file_doc","file_name":"说明.txt"}]]}"#,
        "计划\n规范 (https://example.com/spec) 然后 \ngo test ./...\n[image: img_1]\n[video: file_video]\n[说明.txt]",
        4,
    ),
    (r#"{"title":"周报","content":[]}"#, "周报", 0),
    (
        r#"{"title":"  ","content":[[{"tag":"text","text":"x"}]]}"#,
        "  \nx",
        0,
    ),
    (
        r#"{"content":[[{"tag":"emotion","emoji_type":"SMILE"}]]}"#,
        "[SMILE]",
        0,
    ),
    (
        r#"{"content":[[{"tag":"text","text":"第一段"}],[],[],[{"tag":"text","text":"第二段"}]]}"#,
        "第一段\n第二段",
        0,
    ),
    (
        r#"{"content":[[{"tag":"text","text":""},{"tag":"text","text":"后"}]]}"#,
        "后",
        0,
    ),
    (
        r#"{"en_us":{"title":"Plan","content":[[{"tag":"text","text":"one"}]]}}"#,
        "Plan\none",
        0,
    ),
    (
        r#"{"ja_jp":{"content":[[{"tag":"text","text":"一"}]]},"zh_cn":{"content":[[{"tag":"text","text":"二"}]]}}"#,
        "一",
        0,
    ),
    (
        r#"{"content":[[{"tag":"text","text":"粗","style":["bold","unknown"]}]]}"#,
        "粗",
        0,
    ),
    (r#"{"content":[[{"tag":"text","text":"a\nb"}]]}"#, "a\nb", 0),
    (
        r#"{"content":[[{"tag":"text","text":"&amp;&nbsp;","un_escape":true}]]}"#,
        "&\u{a0}",
        0,
    ),
    (
        r#"{"content":[[{"tag":"code_block","text":"let a = 1;\nlet b = 2;"}]]}"#,
        "let a = 1;\nlet b = 2;",
        0,
    ),
    (
        r#"{"content":[[{"tag":"hr"}],[{"tag":"text","text":"下"}]]}"#,
        "---\n下",
        0,
    ),
    (
        r#"{"content":[[{"tag":"media","file_key":"f","image_key":"c"},{"tag":"text","text":"视频"}]]}"#,
        "[video: f]\n视频",
        1,
    ),
    (
        r#"{"content":[[{"tag":"at","user_id":"ou_1"},{"tag":"at","user_id":"all"}]]}"#,
        "@ou_1@all",
        0,
    ),
    (
        r#"{"content":[[{"tag":"at"}],[{"tag":"text","text":"x"}]]}"#,
        "x",
        1,
    ),
    (
        r#"{"content":[[{"tag":"p","text":"段"},{"tag":"sticker","file_key":"s"}]]}"#,
        "段[sticker]",
        2,
    ),
    (
        r#"{"content":[[{"tag":"text"}],[{"text":"无标签"}]]}"#,
        "无标签",
        2,
    ),
    (
        r#"{"content":[[{"tag":"img","image_key":""},{"tag":"text","text":"空图"}]]}"#,
        "空图",
        1,
    ),
    (
        r#"{"content":[[[{"tag":"text","text":"嵌套"}]]]}"#,
        "嵌套",
        0,
    ),
    (
        r#"{"content":[[{"tag":"md","text":"- **一**\n- 二"},{"tag":"text","text":"后"}]]}"#,
        "- **一**\n- 二\n后",
        1,
    ),
    (r#"{"content":{"tag":"text","text":"单个"}}"#, "单个", 0),
    (
        r#"{"title":42,"content":[[{"tag":"text","text":3.5}]]}"#,
        "42\n3.5",
        0,
    ),
];

#[test]
fn messages_seen_by_other_bots_keep_their_text() {
    for (content, text, changes) in MET_BY_OTHER_BOTS {
        let received = Received::from_content("post", content).unwrap();
        assert_eq!(&received.post().to_text(), text, "{content}");
        assert_eq!(
            &received.changes().len(),
            changes,
            "{content}: {:?}",
            received.changes()
        );
    }
}
