#!/usr/bin/env bash
# The crates as they would be published: packed from what is committed, unpacked elsewhere, and tested
# there by what they ship: examples and documentation, and the core's tests. Dependencies come from the
# target folder of the repository.
#
#     bash tests/package.sh           packs, unpacks, and runs their tests
#     bash tests/package.sh check     only compiles these tests
#     bash tests/package.sh list      shows what would be shipped
set -euo pipefail
cd "$(dirname "$0")/.."

crates=(feishu-post-core feishu-post-macros feishu-post)
version=$(sed -n '/^\[workspace.package\]/,/^$/s/^version = "\(.*\)"/\1/p' Cargo.toml)
packages=("${crates[@]/#/--package=}")

if [ "${1:-}" = list ]; then
    exec cargo package "${packages[@]}" --list
fi

command=${1:-test}
[ "$command" = check ] && command='check --all-targets'
target=$PWD/target
# Always the same, so that a second run finds what the first one compiled.
place=${TMPDIR:-/tmp}/feishu-post-packed
rm -rf "$place"
trap 'rm -rf "$place"' EXIT

# A clone has nothing that is not committed.
git clone --quiet --no-local . "$place/clone"
cargo package --manifest-path "$place/clone/Cargo.toml" "${packages[@]}" --no-verify --quiet \
    --target-dir "$place/packed"
for crate in "${crates[@]}"; do
    tar -xf "$place/packed/package/$crate-$version.crate" -C "$place"
done

# The crates find each other as if they were published.
patches=()
for crate in feishu-post-core feishu-post-macros; do
    patches+=(--config "patch.crates-io.$crate.path='$place/$crate-$version'")
done
run() {
    local crate=$1
    shift
    printf '\n== %s\n' "$crate $version"
    (cd "$place/$crate-$version" && cargo $command --all-features "$@" --target-dir "$target" "${patches[@]}")
}
# Without its documentation, whose examples name what `feishu-post` re-exports.
run feishu-post-core --tests
run feishu-post
