//! Posts out of the builder and the macros, their JSON, and their parts.

mod builder;
mod json;
mod links;
mod macros;
mod miri;
mod names;
mod split;
mod web_platform;
