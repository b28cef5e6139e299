//! What hostile input costs. Each kind is doubled from size to size; printed is by how much time and
//! peak memory grow, and the time a byte of Markdown beside plain text. What is received is doubled up to
//! the longest message that is read.
//!
//! ```text
//! cargo bench -p feishu-post-benches --bench hostile
//! ```

use std::hint::black_box;
use std::time::Instant;

use allocation_counter::measure;
use feishu_post::preview;
use feishu_post::{CodeBlock, Emoji, Href, Limit, Post, PostBuilder, Received};

/// From that many bytes, doubled so often: up to 1 MiB, which is as much as is read as Markdown, and
/// beyond it.
const FIRST: usize = 1 << 17;
const DOUBLINGS: u32 = 7;

/// From that many bytes to [`Received::MAX_BYTES`].
const FIRST_RECEIVED: usize = 1 << 10;
const RECEIVED_DOUBLINGS: u32 = (Received::MAX_BYTES / FIRST_RECEIVED).ilog2();

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

fn one_text(text: &str) -> Post<'_> {
    let post = PostBuilder::new().push(text).build();
    post.unwrap_or_else(|error| panic!("a text is a post: {error}"))
}

fn lines_of(text: &str) -> Post<'_> {
    let post = PostBuilder::new().extend(text.split('\n')).build();
    post.unwrap_or_else(|error| panic!("texts are a post: {error}"))
}

const KINDS: [Kind; 24] = [
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
            let _ = black_box(one_text(text).split(Limit::CHAT));
        },
    },
    Kind {
        name: "split of code",
        input: |size| repeated("let a = 1;\n", size),
        work: |code| {
            let post = PostBuilder::new().push(CodeBlock::plain(code)).build();
            let _ = black_box(post.map(|post| post.split(Limit::CHAT).map(|parts| parts.len())));
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

/// Seconds, the better of two, and the peak of memory in bytes.
fn cost(kind: &Kind, size: usize) -> (f64, f64) {
    let input = (kind.input)(size);
    let seconds = (0..2).map(|_| {
        let start = Instant::now();
        (kind.work)(&input);
        start.elapsed().as_secs_f64()
    });
    let seconds = seconds.fold(f64::INFINITY, f64::min);
    let peak = measure(|| (kind.work)(&input)).bytes_max;
    #[expect(clippy::cast_precision_loss, reason = "a ratio of it is printed")]
    (seconds, peak as f64)
}

#[expect(clippy::print_stdout, reason = "the table is what it is for")]
fn table(kinds: &[Kind], first: usize, doublings: u32, sizes: &str) {
    println!("| input | s at {sizes} | time, each doubling | memory, each doubling |");
    println!("|---|--:|---|---|");
    for kind in kinds {
        let costs: Vec<_> = (0..=doublings)
            .map(|step| cost(kind, first << step))
            .collect();
        let ratios = |cost: fn(&(f64, f64)) -> f64| {
            let ratios = costs
                .windows(2)
                .map(|two| cost(&two[1]) / cost(&two[0]).max(1e-9));
            ratios
                .map(|ratio| format!("{ratio:.1}"))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let seconds = |doublings: usize| {
            let cost = costs.iter().nth_back(doublings);
            cost.map_or(0.0, |cost| cost.0)
        };
        println!(
            "| {} | {:.4}, {:.4} | {} | {} |",
            kind.name,
            seconds(4),
            seconds(0),
            ratios(|cost| cost.0),
            ratios(|cost| cost.1)
        );
    }
}

#[expect(clippy::print_stdout, reason = "the tables are apart")]
fn main() {
    table(
        &RECEIVED,
        FIRST_RECEIVED,
        RECEIVED_DOUBLINGS,
        "64 KiB, at 1 MiB",
    );
    println!();
    table(&KINDS, FIRST, DOUBLINGS, "1 MiB, at 16 MiB");
}
