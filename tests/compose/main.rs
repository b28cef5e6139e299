//! Posts out of the builder and the macros, their JSON, and their parts.

mod acceptance_builder;
mod acceptance_macro;
mod acceptance_ordinary_rust;
mod builder;
mod json;
mod macro_links;
mod macro_parity;
mod macro_rust;
mod miri;
mod names;
mod split;
