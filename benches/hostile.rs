//! What hostile input costs. Each kind is doubled from size to size; printed is by how much time and
//! peak memory grow. It fails if that is more than a doubling explains. What is received is doubled up to
//! the longest message that is read.
//!
//! ```text
//! cargo bench -p feishu-post-benches --bench hostile
//! cargo bench -p feishu-post-benches --bench hostile -- preview
//! ```

use std::hint::black_box;
use std::time::Instant;

use allocation_counter::measure;
use feishu_post::markdown::Importer;
use feishu_post::preview;
use feishu_post::{
    At, CodeBlock, Element, Emoji, Href, Limit, Line, MessageId, Post, PostBuilder, Received,
    Stylize as _,
};

/// From that many bytes, doubled so often: to 16 MiB. Markdown above 1 MiB is taken as plain text.
const FIRST: usize = 1 << 10;
const DOUBLINGS: u32 = 14;

/// A kind of input, made for a size, and what is done with it.
struct Kind {
    name: &'static str,
    input: fn(usize) -> String,
    work: fn(&str),
}

/// Repeats a piece up to a size.
fn repeated(piece: &str, size: usize) -> String {
    piece.repeat(size / piece.len())
}

/// Elements in one line of a content.
fn line_of(element: &str, size: usize) -> String {
    let elements = vec![element; size / (element.len() + 1)].join(",");
    format!(r#"{{"zh_cn":{{"content":[[{elements}]]}}}}"#)
}

fn read_markdown(text: &str) {
    let _ = black_box(Post::from_markdown(text));
}

fn read_post(json: &str) {
    let _ = black_box(serde_json::from_str::<Post>(json));
}

fn receive(json: &str) {
    let received = Received::from_content("post", json);
    let _ = black_box(received.map(|received| received.post().to_text()));
}

fn built(post: PostBuilder<'_>) -> Post<'_> {
    let post = post.build();
    post.unwrap_or_else(|error| panic!("this is a post: {error}"))
}

fn one_text(text: &str) -> Post<'_> {
    built(PostBuilder::new().push(text))
}

/// Parts of which the smallest input has several: one that fits costs nothing.
fn small_parts() -> Limit {
    Limit::bytes(500)
}

fn lines_of(text: &str) -> Post<'_> {
    built(PostBuilder::new().extend(text.split('\n')))
}

/// A line with an element for each byte, every other one bold.
fn alternating(text: &str) -> Line<'_> {
    let pieces = text
        .split_inclusive('x')
        .zip([true, false].into_iter().cycle());
    let elements = pieces.map(|(text, is_bold)| -> Element<'_> {
        if is_bold {
            text.bold().into()
        } else {
            text.into()
        }
    });
    elements.collect()
}

fn respond(json: &str) {
    let response = http::Response::new(json.as_bytes());
    let error = MessageId::from_response(&response).map_err(|error| format!("{error} {error:?}"));
    let _ = black_box(error);
}

const KINDS: &[Kind] = &[
    Kind {
        name: "Markdown: plain text",
        input: |size| repeated("plain text of some words\n", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: one line",
        input: |size| repeated("a", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: [",
        input: |size| repeated("[", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: *",
        input: |size| repeated("*", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: *a ",
        input: |size| repeated("*a ", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: >",
        input: |size| repeated(">", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: > and lazy lines",
        input: |size| repeated(">", size / 2) + &repeated("a\n", size / 2),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: nested lists in a line",
        input: |size| repeated("1. ", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: <b>",
        input: |size| repeated("<b>", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: <!--",
        input: |size| repeated("a <!-- ", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: `",
        input: |size| repeated("` `` ", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: https://a(",
        input: |size| repeated("https://a(", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: table",
        input: |size| format!("|a|b|\n|-|-|\n{}", repeated("|1<br>2|3|\n", size)),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: a wide cell over many rows",
        input: |size| {
            let wide = repeated("a", size / 2);
            format!("|{wide}|b|\n|-|-|\n{}", repeated("|a|b|\n", size / 2))
        },
        work: read_markdown,
    },
    Kind {
        name: "strict JSON: texts",
        input: |size| line_of(r#"{"tag":"text","text":"a"}"#, size),
        work: read_post,
    },
    Kind {
        name: "strict JSON: bad elements",
        input: |size| line_of(r#"{"tag":"a"}"#, size),
        work: read_post,
    },
    Kind {
        name: "strict JSON: locales",
        input: |size| {
            let locales: Vec<_> = (0..size / 40)
                .map(|n| format!(r#""aa_{:04}":{{"content":[]}}"#, n % 10_000))
                .collect();
            format!("{{{}}}", locales.join(","))
        },
        work: read_post,
    },
    Kind {
        name: "strict JSON: nested strings",
        input: |size| {
            let mut json = r#"{"content":[[]]}"#.to_owned();
            while json.len() < size {
                json = format!(r#"{{"post":{}}}"#, serde_json::Value::from(json));
            }
            json
        },
        work: read_post,
    },
    Kind {
        name: "a name",
        input: |size| repeated("SMILE", size),
        work: |name| {
            let _ = black_box(Emoji::try_from(name).map_err(|error| error.to_string()));
        },
    },
    Kind {
        name: "a link",
        input: |size| format!("https://a.cn/{}", repeated("飞 书%20", size)),
        work: |url| {
            let _ = black_box(Href::parse(url));
        },
    },
    Kind {
        name: "a refused link",
        input: |size| format!("javascript:{}", repeated("a@", size)),
        work: |url| {
            let _ = black_box(Href::parse(url).map_err(|error| error.to_string()));
        },
    },
    Kind {
        name: "preview of lines",
        input: |size| repeated("一行文字 of text\n", size),
        work: |text| {
            black_box(preview::ansi(&lines_of(text)));
        },
    },
    Kind {
        name: "Markdown out",
        input: |size| repeated("*a* [b] `c` <d>\n", size),
        work: |text| {
            black_box(lines_of(text).to_markdown());
        },
    },
    Kind {
        name: "split of one line",
        input: |size| repeated("飞书\"", size),
        work: |text| {
            let _ = black_box(one_text(text).split(small_parts()));
        },
    },
    Kind {
        name: "split of code",
        input: |size| repeated("let a = 1;\n", size),
        work: |code| {
            let post = PostBuilder::new().push(CodeBlock::plain(code)).build();
            let _ = black_box(post.map(|post| post.split(small_parts()).map(|parts| parts.len())));
        },
    },
    Kind {
        name: "Markdown: links in one line",
        input: |size| repeated("[a](https://a.cn) ", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: styles in a link",
        input: |size| {
            format!(
                "[{}](https://a.cn/{})",
                repeated("*a* ", size / 2),
                repeated("b", size / 2)
            )
        },
        work: read_markdown,
    },
    Kind {
        name: "Markdown: definitions",
        input: |size| repeated("[a]: b\n\n[a]\n\n", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: ![",
        input: |size| repeated("![", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: ![a](b",
        input: |size| repeated("![a](b", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: ~",
        input: |size| repeated("~a ", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: _",
        input: |size| repeated("_a ", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: **中。",
        input: |size| repeated("**中。", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: &",
        input: |size| repeated("&amp;&#1;&x", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: <",
        input: |size| repeated("<a href=\"", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: <a",
        input: |size| repeated("<a ", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: html block",
        input: |size| format!("<div>{}", repeated("<b <i = ", size)),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: <at",
        input: |size| repeated("<at user_id=\"a\">", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: \\",
        input: |size| repeated("\\", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: nested quotes by line",
        input: |size| {
            let mut s = String::new();
            let mut n = 1;
            while s.len() < size {
                s += &">".repeat(n % 500);
                s += " a\n";
                n += 1;
            }
            s
        },
        work: read_markdown,
    },
    Kind {
        name: "Markdown: nested lists by line",
        input: |size| {
            let mut s = String::new();
            let mut n = 0;
            while s.len() < size {
                s += &"  ".repeat(n % 300);
                s += "- a\n";
                n += 1;
            }
            s
        },
        work: read_markdown,
    },
    Kind {
        name: "Markdown: items",
        input: |size| repeated("- a\n", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: # heading",
        input: |size| repeated("# a\n", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: fences",
        input: |size| repeated("```\n", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: ```a``",
        input: |size| {
            (1..)
                .map(|n| "`".repeat(n) + "a")
                .scan(0, |len, s| {
                    *len += s.len();
                    Some((*len, s))
                })
                .take_while(|(len, _)| *len < size)
                .map(|(_, s)| s)
                .collect()
        },
        work: read_markdown,
    },
    Kind {
        name: "Markdown: wide table",
        input: |size| {
            format!(
                "{}|\n{}|\n{}|\n",
                repeated("|a", size / 3),
                repeated("|-", size / 3),
                repeated("|b", size / 3)
            )
        },
        work: read_markdown,
    },
    Kind {
        name: "Markdown: table of short rows",
        input: |size| {
            format!(
                "{}|\n{}|\n{}",
                repeated("|a", size / 4),
                repeated("|-", size / 4),
                repeated("|\n", size / 2)
            )
        },
        work: read_markdown,
    },
    Kind {
        name: "Markdown: mentions",
        input: |size| repeated("@小王", size),
        work: |text| {
            let _ = black_box(
                Importer::new()
                    .mentions(|name| (name == "小").then(|| At::new("ou_1")))
                    .post(text),
            );
        },
    },
    Kind {
        name: "Markdown: bare URLs",
        input: |size| repeated("://https://a.cn,", size),
        work: read_markdown,
    },
    Kind {
        name: "Markdown: line breaks in a link",
        input: |size| format!("[{}](https://a.cn)", repeated("a\n", size)),
        work: read_markdown,
    },
    Kind {
        name: "md preview: ~a~ lines",
        input: |size| repeated("~a~\n", size),
        work: |text| {
            black_box(preview::ansi(&built(PostBuilder::new().markdown(text))));
        },
    },
    Kind {
        name: "preview: zero width",
        input: |size| repeated("\u{200b}", size),
        work: |text| {
            black_box(preview::ansi(&one_text(text)));
        },
    },
    Kind {
        name: "preview: combining",
        input: |size| format!("a{}", repeated("\u{301}", size)),
        work: |text| {
            black_box(preview::ansi(&one_text(text)));
        },
    },
    Kind {
        name: "preview: long word",
        input: |size| repeated("a", size),
        work: |text| {
            black_box(preview::ansi(&one_text(text)));
        },
    },
    Kind {
        name: "preview: line breaks in a text",
        input: |size| repeated("行\n", size),
        work: |text| {
            black_box(preview::ansi(&one_text(text)));
        },
    },
    Kind {
        name: "preview: line breaks in code",
        input: |size| repeated("行\n", size),
        work: |text| {
            let code = PostBuilder::new().push(CodeBlock::plain(text));
            black_box(preview::ansi(&built(code)));
        },
    },
    Kind {
        name: "preview: html",
        input: |size| repeated("<&\u{202e}", size),
        work: |text| {
            black_box(preview::html(&one_text(text)));
        },
    },
    Kind {
        name: "preview: many elements",
        input: |size| "x".repeat(size),
        work: |text| {
            let line = alternating(text);
            black_box(preview::ansi(&built(PostBuilder::new().push(line))));
        },
    },
    Kind {
        name: "Markdown out: one line",
        input: |size| repeated("*a_[b]`c<d>", size),
        work: |text| {
            black_box(one_text(text).to_markdown());
        },
    },
    Kind {
        name: "Markdown out: many elements",
        input: |size| "x".repeat(size / 8),
        work: |text| {
            let line = alternating(text);
            black_box(built(PostBuilder::new().push(line)).to_markdown());
        },
    },
    Kind {
        name: "Markdown out: ://",
        input: |size| repeated("://", size),
        work: |text| {
            black_box(one_text(text).to_markdown());
        },
    },
    Kind {
        name: "Markdown out: spaces",
        input: |size| repeated(" ", size),
        work: |text| {
            black_box(one_text(text).to_markdown());
        },
    },
    Kind {
        name: "Markdown out: title",
        input: |size| repeated("# *a ", size),
        work: |text| {
            black_box(built(PostBuilder::new().title(text)).to_markdown());
        },
    },
    Kind {
        name: "split: combining",
        input: |size| format!("a{}", repeated("\u{301}", size)),
        work: |text| {
            let _ = black_box(one_text(text).split(small_parts()));
        },
    },
    Kind {
        name: "split: many elements",
        input: |size| "x".repeat(size / 8),
        work: |text| {
            let line = alternating(text);
            let _ = black_box(built(PostBuilder::new().push(line)).split(small_parts()));
        },
    },
    Kind {
        name: "split: &",
        input: |size| repeated("&amp", size),
        work: |text| {
            let post = built(PostBuilder::new().push(text.un_escape()));
            let _ = black_box(post.split(small_parts()));
        },
    },
    Kind {
        name: "split: md",
        input: |size| repeated("```\n\n", size),
        work: |text| {
            let post = built(PostBuilder::new().markdown(text));
            let _ = black_box(post.split(small_parts()));
        },
    },
    Kind {
        name: "to_basic: &",
        input: |size| repeated("&amp", size),
        work: |text| {
            let post = built(PostBuilder::new().push(text.un_escape()));
            black_box(post.to_basic().to_text());
        },
    },
    Kind {
        name: "strict: fields",
        input: |size| {
            let l: Vec<_> = (0..size / 12).map(|n| format!("\"k{n}\":1")).collect();
            format!(
                "{{\"zh_cn\":{{\"content\":[[{{\"tag\":\"hr\",{}}}]]}}}}",
                l.join(",")
            )
        },
        work: read_post,
    },
    Kind {
        name: "builder: bad links",
        input: |size| "x".repeat(size / 64),
        work: |text| {
            let post = PostBuilder::new()
                .lines(text.chars(), |line, _| line.link("a", "javascript:x"))
                .build();
            let _ = black_box(post.map_err(|error| error.to_string()));
        },
    },
    Kind {
        name: "link: many @",
        input: |size| format!("https://{}", repeated("a:b@", size)),
        work: |url| {
            let _ = black_box(Href::parse(url).map_err(|error| error.to_string()));
        },
    },
    Kind {
        name: "link: host",
        input: |size| format!("https://{}", repeated("中.", size)),
        work: |url| {
            let _ = black_box(Href::parse(url).map_err(|error| error.to_string()));
        },
    },
    Kind {
        name: "link: ..",
        input: |size| format!("https://a.cn{}", repeated("/a/..", size)),
        work: |url| {
            let _ = black_box(Href::parse(url).map_err(|error| error.to_string()));
        },
    },
    Kind {
        name: "response: echo",
        input: |size| format!("{{\"code\":1,\"msg\":\"{}\"}}", repeated("a\\n", size)),
        work: |json| {
            respond(json);
        },
    },
    Kind {
        name: "response: violations",
        input: |size| {
            format!(
                "{{\"code\":99992402,\"msg\":\"x\",\"error\":{{\"field_violations\":[{}]}}}}",
                vec!["{\"field\":\"a\",\"description\":\"b\"}"; size / 35].join(",")
            )
        },
        work: |json| {
            respond(json);
        },
    },
    Kind {
        name: "response: nested",
        input: |size| repeated("[", size),
        work: |json| {
            respond(json);
        },
    },
];

/// Kinds of messages, none longer than its size.
const RECEIVED: [Kind; 10] = [
    Kind {
        name: "received: texts",
        input: |size| content_of(r#"{"tag":"text","text":"a"}"#, size),
        work: receive,
    },
    Kind {
        name: "received: mixed elements",
        input: |size| {
            content_of(
                r#"{"tag":"img","image_key":"k"},{"tag":"odd"},{"tag":"a","text":"x","href":"mailto:x"}"#,
                size,
            )
        },
        work: receive,
    },
    Kind {
        name: "received: files",
        input: |size| {
            let files = numbered(size, |n| {
                format!(r#"{{"file_key":"f{n}","file_name":"a"}}"#)
            });
            format!(r#"{{"files":[{files}]}}"#)
        },
        work: receive,
    },
    Kind {
        name: "received: locales",
        input: |size| {
            let locales = numbered(size, |n| {
                let (letter, digits) = (["a", "b", "c", "d", "e"][n / 10_000], n % 10_000);
                format!(r#""a{letter}_{digits:04}":{{"title":"t"}}"#)
            });
            format!("{{{locales}}}")
        },
        work: receive,
    },
    Kind {
        name: "received: fields like locales",
        input: |size| {
            format!(
                "{{{}}}",
                numbered(size, |n| format!(r#""at_{n:04}":["x"]"#))
            )
        },
        work: receive,
    },
    Kind {
        name: "received: nested lists",
        input: |size| {
            let nested = format!("{}7{}", "[".repeat(120), "]".repeat(120));
            format!("[{}]", numbered(size, |_| nested.clone()))
        },
        work: receive,
    },
    Kind {
        name: "received: a title",
        input: |size| format!(r#"{{"title":"{}"}}"#, "题".repeat(size / 3 - 5)),
        work: receive,
    },
    Kind {
        name: "received: pictures in Markdown",
        input: |size| content_of(r#"{"tag":"md","text":"![![](![](img_1)"}"#, size),
        work: receive,
    },
    Kind {
        name: "received: placeholders of a text",
        input: |size| format!(r#"{{"text":"{}"}}"#, "@_".repeat(size / 2 - 6)),
        work: |json| {
            let received = Received::from_content("text", json);
            let _ = black_box(received.map(|received| received.post().to_text()));
        },
    },
    Kind {
        name: "received: mentions",
        input: |size| {
            let person = |n| format!(r#"{{"key":"@_user_{n}","id":"ou_{n}","name":"n"}}"#);
            let mentions = numbered(size / 3 * 2, person);
            let text = "@_user_7 ".repeat(size / 30);
            format!(
                r#"{{"message_type":"text","content":{{"text":"{text}"}},"mentions":[{mentions}]}}"#
            )
        },
        work: |json| {
            let received = Received::from_message(json);
            let _ = black_box(received.map(|received| received.post().to_text()));
        },
    },
];

/// As many numbered items as the size has room for, separated by commas.
fn numbered(size: usize, item: impl Fn(usize) -> String) -> String {
    let mut items = String::with_capacity(size);
    for number in 0.. {
        let item = item(number);
        // What stands around the items takes less than 64 bytes.
        if items.len() + item.len() + 64 > size {
            break;
        }
        if number > 0 {
            items.push(',');
        }
        items.push_str(&item);
    }
    items
}

/// Elements in one line of a received content.
fn content_of(element: &str, size: usize) -> String {
    let elements = numbered(size, |_| element.to_owned());
    format!(r#"{{"content":[[{elements}]]}}"#)
}

/// Runs that are faster are repeated up to this many seconds.
const LONG_ENOUGH: f64 = 0.02;

/// Seconds, the best of some, and the peak of memory in bytes.
fn cost(kind: &Kind, size: usize) -> (f64, f64) {
    let input = (kind.input)(size);
    let (mut best, mut sum, mut runs) = (f64::INFINITY, 0.0, 0);
    while runs < 3 || (sum < LONG_ENOUGH && runs < 100) {
        let start = Instant::now();
        (kind.work)(&input);
        let seconds = start.elapsed().as_secs_f64();
        (best, sum, runs) = (best.min(seconds), sum + seconds, runs + 1);
    }
    let peak = measure(|| (kind.work)(&input)).bytes_max;
    #[expect(clippy::cast_precision_loss, reason = "a ratio of it is printed")]
    (best, peak as f64)
}

/// How many times as much the double of an input may cost, on average from the first size to the last.
const LIMIT: f64 = 2.3;

/// By how much a cost grows from one size to the next: on average, and at most. What grows with the square
/// shows as 4 in the second.
struct Growth {
    average: f64,
    most: f64,
}

impl Growth {
    fn of(costs: &[(f64, f64)], cost: fn(&(f64, f64)) -> f64) -> Self {
        let values = costs.iter().map(cost).filter(|value| *value > 0.0);
        let values: Vec<_> = values.collect();
        let steps = values.windows(2).map(|two| two[1] / two[0]);
        let product: f64 = steps.clone().product();
        let doublings = u32::try_from(costs.len() - 1).unwrap_or(u32::MAX);
        Self {
            average: product.powf(1.0 / f64::from(doublings)),
            most: steps.fold(0.0, f64::max),
        }
    }
}

/// Prints each kind's costs, and gives the kinds that cost too much.
#[expect(clippy::print_stdout, reason = "the table is what it is for")]
fn table(kinds: &[Kind], first: usize, doublings: u32) -> Vec<&str> {
    println!(
        "| input | s at 1 MiB, at the last size | time, a doubling on average, at most | memory |"
    );
    println!("|---|--:|--:|--:|");
    let mut dear = Vec::new();
    for kind in kinds.iter().filter(|kind| is_wanted(kind.name)) {
        let costs: Vec<_> = (0..=doublings)
            .map(|step| cost(kind, first << step))
            .collect();
        let [time, memory] = [|cost: &(f64, f64)| cost.0, |cost: &(f64, f64)| cost.1]
            .map(|cost| Growth::of(&costs, cost));
        let at = |size: usize| {
            costs
                .get((size / first).ilog2() as usize)
                .map_or(0.0, |cost| cost.0)
        };
        println!(
            "| {} | {:.3}, {:.3} | {:.2}, {:.1} | {:.2}, {:.1} |",
            kind.name,
            at(1 << 20),
            costs.last().map_or(0.0, |cost| cost.0),
            time.average,
            time.most,
            memory.average,
            memory.most,
        );
        if time.average.max(memory.average) > LIMIT {
            dear.push(kind.name);
        }
    }
    dear
}

/// Whether the name holds the part that the command line may name.
fn is_wanted(name: &str) -> bool {
    let part = std::env::args().skip(1).find(|part| !part.starts_with('-'));
    part.is_none_or(|part| name.contains(&part))
}

fn main() {
    let received = table(&RECEIVED, FIRST, (Received::MAX_BYTES / FIRST).ilog2());
    let dear = [received, table(KINDS, FIRST, DOUBLINGS)].concat();
    assert!(
        dear.is_empty(),
        "a doubling costs more than {LIMIT} times as much: {dear:?}"
    );
}
