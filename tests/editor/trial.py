#!/usr/bin/env python3
"""Asks rust-analyzer what an editor would ask inside `post!`, and compares the answers with those wanted.

    python3 tests/editor/trial.py [RUST-ANALYZER]

A crate that depends on this one is written below `target/editor`; each row of the table changes its
source to what a person has typed so far, with `|` where the cursor is. It ends with 1 if a row is not as wanted.
"""

import json
import os
import pathlib
import subprocess
import sys
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
CRATE = ROOT / "target" / "editor"
MAIN = CRATE / "src" / "main.rs"

MANIFEST = f"""[package]
name = "editor-trial"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
feishu-post = {{ path = "{ROOT}", default-features = false }}
"""

SOURCE = """use feishu_post::{Post, post};

pub struct Ticket {
    pub id: u64,
    pub owner_name: String,
}

pub fn update<'a>(ticket: &'a Ticket, agent: &'a str) -> Post<'a> {
    post![
        %s
    ]
}

fn main() {}
"""

# What was typed, what is asked at the cursor, and what the answer must be: for a hover its beginning, of
# a definition the lines that it leads to, of a completion some of the labels, of errors the sentences.
WHOLE = 'title = "工单 {ticket.id}", ["处理人:", at(agent), "处理中".bold()], [link("查看", "https://a.cn/{ticket.id}"), agent]'
ROWS = [
    (WHOLE.replace("at(", "a|t("), "hover", "pub fn at<'a>(self, user: impl IntoAt<'a>)"),
    (WHOLE.replace("link(", "li|nk("), "hover", "pub fn link<'a>(self, text: impl IntoText<'a>"),
    (WHOLE.replace(".bold", ".bo|ld"), "hover", "pub const fn bold(self) -> Self"),
    (WHOLE.replace("title", "ti|tle"), "hover", "pub fn title(&mut self"),
    (WHOLE.replace("{ticket.id}\",", "{tic|ket.id}\","), "hover", "ticket: &Ticket"),
    (WHOLE.replace("/{ticket", "/{tic|ket"), "hover", "ticket: &Ticket"),
    (WHOLE.replace(", agent]", ", age|nt]"), "hover", "agent: &str"),
    ('zh_|cn = ["一"], en_us = [agent]', "hover", "pub fn zh_cn(&mut self"),
    ('["一".bo|ld(), im|age("img_1")]', "hover", "pub const fn bold(self) -> Self"),
    (WHOLE.replace("at(", "a|t("), "definition", ["element.rs"]),
    (WHOLE.replace("/{ticket", "/{tic|ket"), "definition", ["main.rs", "main.rs"]),
    (WHOLE.replace(", agent]", ", age|nt]"), "definition", ["main.rs"]),
    ('["一", ticket.|], "二"', "completion", ["id", "owner_name"]),
    ('["一", &ticket.|], "二"', "completion", ["id", "owner_name"]),
    ('["一", at(ticket.|)], "二"', "completion", ["id", "owner_name"]),
    ('title = ticket.|, "二"', "completion", ["id", "owner_name"]),
    ('["一", link("二", ticket.|)]', "completion", ["id", "owner_name"]),
    ('if ticket.| { ["一"] }', "completion", ["id", "owner_name"]),
    ('if ticket.|', "completion", ["id", "owner_name"]),
    ('for c in ticket.| { [c] }', "completion", ["id", "owner_name"]),
    ('["一" ticket.|], "二"', "completion", ["id", "owner_name"]),
    ('["一", lin|], "二"', "completion", ["link", "link_or_text"]),
    ('ima|, "二"', "completion", ["image"]),
    ('["一", ticket.]', "errors", ["unexpected token: `<eof>`"]),
    ('["一", lin]', "errors", ["cannot find value `lin` in this scope"]),
    ('["一" agent]', "errors", ["expected `,` before this"]),
    ('if ticket.id > 3', "errors", ["expected `{` and the items after this"]),
    ('if ticket.', "errors", ["unexpected token: `<eof>`"]),
    ('["一", ', "errors", ["mismatched closing delimiter: `}`"]),
    ('["一, agent], "二"', "errors", ["unterminated double quote string"]),
]


class Server:
    """rust-analyzer, spoken to by the language server protocol."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.answers, self.number, self.version = {}, 0, 1
        self.arrived, self.is_ready = threading.Condition(), threading.Event()
        threading.Thread(target=self.listen, daemon=True).start()
        self.ask("initialize", {
            "processId": os.getpid(),
            "rootUri": CRATE.as_uri(),
            "capabilities": {
                "textDocument": {"hover": {"contentFormat": ["markdown"]}},
                "experimental": {"serverStatusNotification": True},
            },
            "initializationOptions": {"checkOnSave": False, "cargo": {"targetDir": True}},
        })
        self.tell("initialized", {})
        self.tell("textDocument/didOpen", {"textDocument": {"uri": MAIN.as_uri(), "languageId": "rust", "version": 1, "text": MAIN.read_text()}})
        if not self.is_ready.wait(600):
            sys.exit("the server is not ready after ten minutes")

    def listen(self):
        while header := self.process.stdout.readline():
            length = int(header.split(b": ")[1])
            self.process.stdout.readline()
            message = json.loads(self.process.stdout.read(length))
            if "method" not in message:
                with self.arrived:
                    self.answers[message["id"]] = message.get("result")
                    self.arrived.notify_all()
            elif "id" in message:
                self.send({"id": message["id"], "result": None})
            elif message["method"] == "experimental/serverStatus" and message["params"]["quiescent"]:
                self.is_ready.set()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.number += 1
        number = self.number
        self.send({"id": number, "method": method, "params": params})
        with self.arrived:
            if not self.arrived.wait_for(lambda: number in self.answers, 60):
                sys.exit(f"no answer to {method}")
            return self.answers.pop(number)

    def ask_at(self, method, typed):
        """Asks at the `|` of what was typed, of which every other one is taken out."""
        text = SOURCE % typed
        before = text.split("|", 1)[0]
        self.version += 1
        document = {"uri": MAIN.as_uri(), "version": self.version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text.replace("|", "")}]})
        line = before.rsplit("\n", 1)[1]
        position = {"line": before.count("\n"), "character": len(line.encode("utf-16-le")) // 2}
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": MAIN.as_uri()}, "position": position})


def errors(typed):
    """The compiler's errors, each with its first row."""
    MAIN.write_text(SOURCE % typed)
    command = ["cargo", "check", "--quiet", "--message-format", "json"]
    output = subprocess.run(command, cwd=CRATE, capture_output=True, text=True, check=False).stdout
    messages = [json.loads(row).get("message", {}) for row in output.splitlines()]
    return [message["message"] for message in messages if message.get("level") == "error" and "aborting" not in message["message"]]


def answer(server, typed, kind):
    """The answer, in the form that the table has it in."""
    if kind == "errors":
        return errors(typed)
    result = server.ask_at(kind, typed)
    if kind == "hover":
        blocks = result["contents"]["value"].split("```rust\n") if result else []
        # The first block is the path, where there is one.
        return next((block.split("\n```")[0] for block in blocks if any(sign in block for sign in ("fn ", ": "))), "nothing")
    if kind == "definition":
        return [pathlib.PurePath(target.get("targetUri", target.get("uri"))).name for target in result or []]
    items = result["items"] if isinstance(result, dict) else result
    return [item["label"] for item in items or []]


def is_wanted(kind, found, wanted):
    if kind == "hover":
        # Some versions show the lifetime of a reference.
        return wanted in found.replace("&'a ", "&")
    if kind == "completion":
        return all(label in found for label in wanted)
    return found == wanted


def main():
    MAIN.parent.mkdir(parents=True, exist_ok=True)
    (CRATE / "Cargo.toml").write_text(MANIFEST)
    MAIN.write_text(SOURCE % WHOLE)
    server = Server(sys.argv[1] if len(sys.argv) > 1 else "rust-analyzer")
    failures = 0
    for typed, kind, wanted in ROWS:
        found = answer(server, typed, kind)
        is_right = is_wanted(kind, found, wanted)
        failures += not is_right
        shown = found if kind != "completion" else f"{len(found)} labels, {found[:8]}"
        print("as wanted" if is_right else "NOT AS WANTED", kind, typed, "=>", shown)
    server.process.kill()
    print(f"{len(ROWS) - failures} of {len(ROWS)} rows are as wanted")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
