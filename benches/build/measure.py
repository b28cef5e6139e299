#!/usr/bin/env python3
"""Measures what posts cost to compile: a crate with many `post!` against the same with `json!`,
and against comparable HTML with `html!` of maud, which only writes text.

    python3 benches/build/measure.py [--posts 300] [--rounds 5]

The crates are written below `target/build-cost`, with the same messages of six lines: texts, a style, a
mention, links with captured values, a loop and a condition. Their dependencies are built once; then
each round compiles the crates anew, without incremental compilation, in a debug build, and
the medians and their ratios are printed. Two more crates have all-literal messages.

It wants Python 3 and a Unix.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "build-cost"

MANIFEST = """[package]
name = "{name}"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
{dependencies}

[profile.dev]
incremental = false
"""

POST = '''
pub fn post_{n}<'a>(id: u64, agent: &'a str, steps: &'a [&'a str], urgent: bool) -> Post<'a> {{
    post![
        title = "工单 {{id}} 已更新 {n}",
        ["处理人:", at(agent), " 状态:", "处理中".bold()],
        ["第 {n} 条,来自 {{agent}}"],
        for step in steps {{
            ["- {{step}}"]
        }},
        if urgent {{
            ["请立即处理".bold(), emotion("Alarm")]
        }},
        [link("查看工单", "https://example.com/tickets/{{id}}?from={{agent}}"), " 或 ", link("文档", "https://open.feishu.cn/{n}")],
        ["— ", "服务台".italic()],
    ]
}}
'''

JSON = '''
pub fn post_{n}(id: u64, agent: &str, steps: &[&str], urgent: bool) -> Value {{
    let mut content = vec![
        json!([{{"tag": "text", "text": "处理人:"}}, {{"tag": "at", "user_id": agent}}, {{"tag": "text", "text": " 状态:"}}, {{"tag": "text", "text": "处理中", "style": ["bold"]}}]),
        json!([{{"tag": "text", "text": format!("第 {n} 条,来自 {{agent}}")}}]),
    ];
    for step in steps {{
        content.push(json!([{{"tag": "text", "text": format!("- {{step}}")}}]));
    }}
    if urgent {{
        content.push(json!([{{"tag": "text", "text": "请立即处理", "style": ["bold"]}}, {{"tag": "emotion", "emoji_type": "Alarm"}}]));
    }}
    content.push(json!([{{"tag": "a", "text": "查看工单", "href": format!("https://example.com/tickets/{{id}}?from={{agent}}")}}, {{"tag": "text", "text": " 或 "}}, {{"tag": "a", "text": "文档", "href": "https://open.feishu.cn/{n}"}}]));
    content.push(json!([{{"tag": "text", "text": "— "}}, {{"tag": "text", "text": "服务台", "style": ["italic"]}}]));
    json!({{"zh_cn": {{"title": format!("工单 {{id}} 已更新 {n}"), "content": content}}}})
}}
'''

LITERAL = '''
pub const POST_{n}: Post = post![
    title = "工单已更新 {n}",
    ["处理人:", at("ou_{n}"), " 状态:", "处理中".bold()],
    ["第 {n} 条"],
    "- 重启",
    ["请立即处理".bold(), emotion("Alarm")],
    [link("查看工单", "https://example.com/tickets/{n}"), " 或 ", link("文档", "https://open.feishu.cn/{n}")],
    ["— ", "服务台".italic()],
];
'''

LITERAL_JSON = '''
pub fn post_{n}() -> Value {{
    json!({{"zh_cn": {{"title": "工单已更新 {n}", "content": [
        [{{"tag": "text", "text": "处理人:"}}, {{"tag": "at", "user_id": "ou_{n}"}}, {{"tag": "text", "text": " 状态:"}}, {{"tag": "text", "text": "处理中", "style": ["bold"]}}],
        [{{"tag": "text", "text": "第 {n} 条"}}],
        [{{"tag": "text", "text": "- 重启"}}],
        [{{"tag": "text", "text": "请立即处理", "style": ["bold"]}}, {{"tag": "emotion", "emoji_type": "Alarm"}}],
        [{{"tag": "a", "text": "查看工单", "href": "https://example.com/tickets/{n}"}}, {{"tag": "text", "text": " 或 "}}, {{"tag": "a", "text": "文档", "href": "https://open.feishu.cn/{n}"}}],
        [{{"tag": "text", "text": "— "}}, {{"tag": "text", "text": "服务台", "style": ["italic"]}}],
    ]}}}})
}}
'''

MAUD = '''
pub fn post_{n}(id: u64, agent: &str, steps: &[&str], urgent: bool) -> Markup {{
    html! {{
        h1 {{ "工单 " (id) " 已更新 {n}" }}
        p {{ "处理人:" span.at {{ (agent) }} " 状态:" b {{ "处理中" }} }}
        p {{ "第 {n} 条,来自 " (agent) }}
        @for step in steps {{
            p {{ "- " (step) }}
        }}
        @if urgent {{
            p {{ b {{ "请立即处理" }} i {{ "Alarm" }} }}
        }}
        p {{ a href={{ "https://example.com/tickets/" (id) "?from=" (agent) }} {{ "查看工单" }} " 或 " a href="https://open.feishu.cn/{n}" {{ "文档" }} }}
        p {{ "— " i {{ "服务台" }} }}
    }}
}}
'''

FEISHU_POST = f'feishu-post = {{ path = "{ROOT}", default-features = false }}'
SERDE_JSON = 'serde_json = "1"'
POST_USE = "use feishu_post::{Post, post};\n"
MAUD_USE = "use maud::{Markup, html};\n"
JSON_USE = "use serde_json::{Value, json};\n"

CRATES = {
    "post": (FEISHU_POST, POST_USE, POST),
    "json": (SERDE_JSON, JSON_USE, JSON),
    "maud": ('maud = "0.27"', MAUD_USE, MAUD),
    "post-literal": (FEISHU_POST, POST_USE, LITERAL),
    "json-literal": (SERDE_JSON, JSON_USE, LITERAL_JSON),
}


def write(name, posts):
    dependencies, use, template = CRATES[name]
    crate = WORK / name
    (crate / "src").mkdir(parents=True, exist_ok=True)
    manifest = MANIFEST.format(name=f"cost-{name}", dependencies=dependencies)
    (crate / "Cargo.toml").write_text(manifest)
    lock = ROOT / "Cargo.lock"
    if lock.exists():
        shutil.copy(lock, crate / "Cargo.lock")
    body = "".join(template.format(n=n) for n in range(posts))
    (crate / "src" / "lib.rs").write_text(use + body)


def build(name):
    """Compiles the crate itself anew; gives the seconds of processor time, which other work on the
    machine does not lengthen."""
    lib = WORK / name / "src" / "lib.rs"
    os.utime(lib)
    environment = {**os.environ, "CARGO_TARGET_DIR": str(WORK / "target"), "CARGO_INCREMENTAL": "0"}
    start = children_seconds()
    subprocess.run(["cargo", "build", "--quiet"], cwd=WORK / name, env=environment, check=True)
    return children_seconds() - start


def children_seconds():
    times = os.times()
    return times.children_user + times.children_system


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--posts", type=int, default=300)
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    for name in CRATES:
        write(name, options.posts)
        build(name)
    times = {name: [] for name in CRATES}
    for _ in range(options.rounds):
        for name in CRATES:
            times[name].append(build(name))
    median = {name: statistics.median(values) for name, values in times.items()}
    for name, seconds in median.items():
        print(f"{name:13} {seconds:6.2f} s of processor time for {options.posts} posts")
    print(f"post / json                  {median['post'] / median['json']:.2f}")
    print(f"post / maud                  {median['post'] / median['maud']:.2f}")
    print(f"post-literal / json-literal  {median['post-literal'] / median['json-literal']:.2f}")


if __name__ == "__main__":
    main()
