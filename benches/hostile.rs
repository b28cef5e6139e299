//! What hostile input costs. Each kind is doubled from size to size; printed is by how much time and
//! peak memory grow, and the time a byte of Markdown beside plain text.
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
    black_box(Post::from_markdown(text));
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

const KINDS: [Kind; 26] = [
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
        name: "received: mixed elements",
        input: |size| {
            line_of(
                r#"{"tag":"img","image_key":"k"},{"tag":"odd"},{"tag":"a","text":"x","href":"mailto:x"}"#,
                size,
            )
        },
        work: receive,
    },
    Kind {
        name: "received: files",
        input: |size| {
            let files: Vec<_> = (0..size / 40)
                .map(|n| format!(r#"{{"file_key":"f{n}","file_name":"a.txt"}}"#))
                .collect();
            format!(r#"{{"files":[{}]}}"#, files.join(","))
        },
        work: receive,
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
fn main() {
    println!("| input | s at 1 MiB, at 16 MiB | time, each doubling | memory, each doubling |");
    println!("|---|--:|---|---|");
    for kind in &KINDS {
        let costs: Vec<_> = (0..=DOUBLINGS)
            .map(|step| cost(kind, FIRST << step))
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
        let [megabyte, last] = [3, 7].map(|step| costs.get(step).map_or(0.0, |cost| cost.0));
        println!(
            "| {} | {megabyte:.2}, {last:.2} | {} | {} |",
            kind.name,
            ratios(|cost| cost.0),
            ratios(|cost| cost.1)
        );
    }
}
