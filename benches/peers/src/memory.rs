//! Counts allocations, reallocations among them, and the peak of memory, for the table of `time`.

use allocation_counter::measure;
use feishu_post_peers::subjects::cases;

fn main() {
    let counts: Vec<Vec<[u64; 2]>> = cases()
        .iter()
        .map(|case| {
            let counted = case
                .subjects
                .iter()
                .map(|subject| measure(|| subject.run(1)));
            counted
                .map(|info| [info.count_total, info.bytes_max])
                .collect()
        })
        .collect();
    let json = serde_json::to_string(&counts).expect("numbers are JSON");
    let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/memory.json");
    std::fs::write(path, json).expect("the target folder takes files");
}
