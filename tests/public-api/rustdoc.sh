#!/usr/bin/env bash
# Any rustdoc, allowed to write JSON, which is unstable. Set for rustdoc alone, so that no dependency is built again.
RUSTC_BOOTSTRAP=1 exec rustdoc "$@"
