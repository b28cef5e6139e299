//! Composing and serializing, together and separately, with allocations:
//! `cargo bench -p feishu-post-benches --bench compose`.
//! `peers/` prints the whole table.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a bench has no callers, and stops at once"
)]

#[path = "contenders/mod.rs"]
mod contenders;

use contenders::input::{Report, three_hundred_lines, twenty_links};
use contenders::{ALL, Contender, assert_same, builder, hand};
use divan::{AllocProfiler, Bencher, black_box};
use feishu_post::ContentForm::{self, Object};
use feishu_post::Message;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    for contender in ALL {
        for form in [Object, ContentForm::String] {
            let body = (contender.page)(form);
            assert_same(contender.name, &body, &(hand::CONTENDER.page)(form));
        }
    }
    divan::main();
}

#[divan::bench(args = ALL)]
fn page(contender: Contender) -> String {
    (contender.page)(Object)
}

#[divan::bench(args = ALL)]
fn twenty(bencher: Bencher<'_, '_>, contender: Contender) {
    together(bencher, contender, &twenty_links());
}

#[divan::bench(args = ALL)]
fn three_hundred(bencher: Bencher<'_, '_>, contender: Contender) {
    together(bencher, contender, &three_hundred_lines());
}

fn together(bencher: Bencher<'_, '_>, contender: Contender, report: &Report) {
    bencher.bench_local(|| (contender.report)(black_box(report), Object));
}

#[divan::bench]
fn three_hundred_composed_alone(bencher: Bencher<'_, '_>) {
    let report = three_hundred_lines();
    bencher.bench_local(|| builder::compose(black_box(&report)));
}

#[divan::bench(args = [Object, ContentForm::String])]
fn three_hundred_serialised_alone(bencher: Bencher<'_, '_>, form: ContentForm) {
    let report = three_hundred_lines();
    let post = builder::compose(&report);
    bencher.bench_local(|| Message::from(black_box(&post)).ticket_body(form));
}
