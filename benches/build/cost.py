#!/usr/bin/env python3
"""Prints what a hello-world pays that depends on this crate, on a peer, or on crates that such a crate
would be expected to need: serde with its derive, a URL parser, and what a procedural macro is made with.

    benches/build/cost.py [--debug] [ROUNDS] [SET...]

Each set is built cold, in debug and (but with --debug) in release, in a target folder of its own that
is deleted afterwards; the sets take turns, round after round (3 unless told), and the table has the
medians.
Dependencies are fetched before the clock starts.
"""

import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
OURS = 'feishu-post = {{ path = "{}"{} }}'
BARE = """serde = {{ version = "1", features = ["derive"] }}
serde_json = "1"
url = "2"
thiserror = "2"
syn = {{ version = "3", features = ["full"] }}
quote = "1"
{}"""
UREQ = 'ureq = { version = "3.3", default-features = false, features = ["rustls"] }'

SETS = {
    "feishu-post, no default features": OURS.format(ROOT, ", default-features = false"),
    "bare: serde, serde_json, url, thiserror, syn, quote": BARE.format(""),
    "feishu-post, default": OURS.format(ROOT, ""),
    "bare + ureq": BARE.format(UREQ),
    "feishu-post, reqwest alone": OURS.format(
        ROOT, ', default-features = false, features = ["reqwest"]'
    ),
    "lark-channel 0.6": 'lark-channel = "0.6"',
    "openlark-helpdesk 0.21": 'openlark-helpdesk = "0.21"',
}


def package(folder, dependencies):
    (folder / "src").mkdir(parents=True)
    (folder / "src/main.rs").write_text('fn main() {\n    println!("hello");\n}\n')
    (folder / "Cargo.toml").write_text(
        '[package]\nname = "hello"\nversion = "0.0.0"\nedition = "2024"\n\n'
        f"[workspace]\n\n[dependencies]\n{dependencies}\n"
    )
    cargo(folder, "fetch")
    return folder


def cargo(folder, *arguments):
    command = ["cargo", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def crates(folder):
    """How many crates are compiled, this one not counted: those that the tree of this machine reaches."""
    tree = cargo(folder, "tree", "--edges=normal,build", "--prefix=none", "--no-dedupe")
    named = {" ".join(line.split()[:2]) for line in tree.splitlines() if line}
    return len(named) - 1


def seconds(folder, *profile):
    shutil.rmtree(folder / "target", ignore_errors=True)
    start = time.monotonic()
    cargo(folder, "build", "--offline", *profile)
    taken = time.monotonic() - start
    shutil.rmtree(folder / "target")
    return taken


def main():
    arguments = sys.argv[1:]
    profiles = {"debug s": [], "release s": ["--release"]}
    if arguments[:1] == ["--debug"]:
        del arguments[0], profiles["release s"]
    rounds = int(arguments[0]) if arguments else 3
    names = arguments[1:] or list(SETS)
    with tempfile.TemporaryDirectory() as top:
        packages = {
            name: package(pathlib.Path(top) / str(index), SETS[name])
            for index, name in enumerate(names)
        }
        taken = {name: [[] for _ in profiles] for name in names}
        for _ in range(rounds):
            for name, folder in packages.items():
                for times, profile in zip(taken[name], profiles.values()):
                    times.append(seconds(folder, *profile))
        print(row("set", *profiles, "crates"))
        print(row("---", *["--:"] * len(profiles), "--:"))
        for name, folder in packages.items():
            medians = [f"{statistics.median(times):.1f}" for times in taken[name]]
            print(row(name, *medians, crates(folder)))


def row(*cells):
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main()
