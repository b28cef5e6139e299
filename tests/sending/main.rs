//! Sending: as values, over sockets, through faults and in a crowd.

#[cfg(all(feature = "ureq", feature = "reqwest"))]
mod cases;
mod codes;
#[cfg(all(feature = "ureq", feature = "reqwest"))]
mod connections;
mod debug;
#[cfg(all(feature = "ureq", feature = "reqwest"))]
mod endpoints;
#[cfg(all(feature = "ureq", feature = "reqwest"))]
mod framing;
#[cfg(all(
    feature = "tracing",
    feature = "ureq",
    feature = "reqwest",
    feature = "webhook"
))]
mod logs;
#[cfg(feature = "ureq")]
mod rate;
mod replies;
mod retries;
mod secrets;
mod settings;
#[cfg(all(feature = "ureq", feature = "reqwest"))]
mod shared;
#[cfg(feature = "ureq")]
mod soak;
#[cfg(all(feature = "ureq", feature = "reqwest"))]
mod sockets;
#[cfg(all(feature = "tracing", feature = "ureq", feature = "reqwest"))]
mod spans;
#[cfg(all(feature = "ureq", feature = "reqwest"))]
mod turns;
