#!/usr/bin/env bash
# The public API as the listings beside this script have it, or the difference. Items that are hidden in
# the documentation are no part of it. A compiler whose JSON has another version than `public-api` in
# Cargo.toml reads needs another one there.
#
#     bash tests/public-api/check.sh            compares
#     bash tests/public-api/check.sh accept     writes the listings anew
set -euo pipefail
cd "$(dirname "$0")/../.."

here=tests/public-api
target=$PWD/target
export RUSTDOC=$PWD/$here/rustdoc.sh

list() {
    cargo rustdoc --quiet --all-features --lib --package "$1" --target-dir "$target" \
        -- -Z unstable-options --output-format json
    cargo run --quiet --target-dir "$target" --manifest-path "$here/Cargo.toml" -- "$target/doc/${1//-/_}.json"
}

differs=0
for crate in feishu-post-core feishu-post; do
    listing=$(list "$crate")
    if [ "${1:-}" = accept ]; then
        printf '%s\n' "$listing" >"$here/$crate.txt"
    else
        diff -u --label "listed: $crate" --label "now: $crate" "$here/$crate.txt" - <<<"$listing" || differs=1
    fi
done
if [ "$differs" = 1 ]; then
    echo 'the public API has changed: bash tests/public-api/check.sh accept, and a line in CHANGELOG.md' >&2
fi
exit "$differs"
