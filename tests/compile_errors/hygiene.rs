//! The macros in a crate that renames this one, has no prelude and denies every lint
//! (`tests/hygiene`): it compiles, and its posts are what they say.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use feishu_post_hygiene::{EVERYTHING, SIGNATURE, Step, WELCOME};

fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future waits for nothing"),
    }
}

#[test]
fn hygienic_constants_compile() {
    assert_eq!(
        WELCOME.to_json(),
        r#"{"zh_cn":{"content":[[{"tag":"text","text":"你好,工单已收到"}]]}}"#
    );
    assert_eq!(
        EVERYTHING.to_json(),
        concat!(
            r#"{"zh_cn":{"title":"标题","content":["#,
            r#"[{"tag":"text","un_escape":true,"text":"第一行&nbsp;:","style":["bold"]},"#,
            r#"{"tag":"a","text":"超链接","href":"https://xn--1jq782p.cn","style":["italic"]},"#,
            r#"{"tag":"a","text":"又","href":"https://open.feishu.cn"},"#,
            r#"{"tag":"at","user_id":"ou_1","user_name":"王小明","style":["underline"]},"#,
            r#"{"tag":"at","user_id":"all"},{"tag":"emotion","emoji_type":"SMILE"}],"#,
            r#"[{"tag":"img","image_key":"img_1","width":300,"height":200}],"#,
            r#"[{"tag":"media","file_key":"file_1","image_key":"img_1"}],[{"tag":"hr"}],"#,
            r#"[{"tag":"code_block","language":"RUST","text":"fn main() {}"}],"#,
            r#"[{"tag":"md","text":"**已解决**"}]]},"#,
            r#""en_us":{"content":[[{"tag":"text","text":"one"}],[{"tag":"text","text":"two"}]]}}"#,
        )
    );
    assert_eq!(SIGNATURE.elements().len(), 2);
}

#[test]
fn hygienic_jumps_reach_the_caller() {
    let steps = [
        Step {
            name: "重启",
            is_done: true,
        },
        Step {
            name: "",
            is_done: true,
        },
    ];
    let update = |id, doc| feishu_post_hygiene::update(id, Some("ou_1"), doc, &steps);
    assert_eq!(
        update(1, "https://a.cn").unwrap().to_json(),
        concat!(
            r#"{"zh_cn":{"title":"工单 1","content":[[{"tag":"text","text":"处理人:"},"#,
            r#"{"tag":"at","user_id":"ou_1","style":["bold"]}],"#,
            r#"[{"tag":"text","text":"重启 ✓"},{"tag":"text","text":"✓","style":["bold"]},"#,
            r#"{"tag":"text","un_escape":true,"text":"&lt;重启"}],[{"tag":"hr"}],"#,
            r#"[{"tag":"a","text":"文档","href":"https://a.cn"},"#,
            r#"{"tag":"a","text":"1","href":"https://example.com/1?from=https%3A%2F%2Fa.cn"}],"#,
            r#"[{"tag":"text","text":"1"},{"tag":"a","text":"原文","href":"https://a.cn"}],"#,
            r#"[{"tag":"text","text":"— "},{"tag":"text","text":"服务台","style":["italic"]}]]}}"#,
        )
    );
    assert_eq!(update(0, "https://a.cn").unwrap(), WELCOME);
    assert_eq!(
        update(1, "a.cn").unwrap_err().to_string(),
        r#"link "a.cn" is refused: no scheme; write "https://a.cn""#
    );
    assert_eq!(feishu_post_hygiene::none(), None);
}

#[test]
fn the_expansions_names_do_not_clash_with_the_callers() {
    assert_eq!(
        feishu_post_hygiene::same_names("甲", "乙", "丙", "丁").to_json(),
        concat!(
            r#"{"zh_cn":{"content":[[{"tag":"text","text":"甲"},{"tag":"text","text":"乙"},"#,
            r#"{"tag":"text","text":"丙"},{"tag":"text","text":"丁"}],"#,
            r#"[{"tag":"text","text":"甲乙丙丁"}]]},"#,
            r#""en_us":{"content":[[{"tag":"text","text":"甲"}]]}}"#,
        )
    );
}

#[test]
fn hygienic_posts_await() {
    assert_eq!(
        ready(feishu_post_hygiene::later("https://a.cn"))
            .unwrap()
            .to_json(),
        concat!(
            r#"{"zh_cn":{"title":"标题","content":[[{"tag":"text","text":"甲:"},"#,
            r#"{"tag":"text","text":"乙"},{"tag":"a","text":"丙","href":"https://a.cn"}],"#,
            r#"[{"tag":"text","text":"0"},{"tag":"text","text":"丁","style":["bold"]}],"#,
            r#"[{"tag":"text","text":"1"},{"tag":"text","text":"丁","style":["bold"]}]]}}"#,
        )
    );
    assert!(ready(feishu_post_hygiene::later("a.cn")).is_err());
}
