//! A message as a terminal and a browser show it.

mod browser;
mod laws;
mod posts;
mod snapshots;
mod terminal;
