//! An adapter's sockets and time.

use std::future::Future;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::Cause;

/// Connecting may take the timeout divided by this, so that an address that does not respond is recognized before
/// the timeout.
pub(super) const CONNECT_TIMEOUT_DIVISOR: u32 = 3;

/// The futures of a blocking implementation are ready when first polled. All fail at their deadline with an error
/// of kind `TimedOut`.
pub(crate) trait Net: Send + Sync {
    /// A TCP connection.
    type Socket: Send;
    /// Where a socket can be used, such as a runtime.
    type Place: PartialEq + Send + Sync;

    fn place(&self) -> Result<Self::Place, Cause>;

    fn resolve(
        host: &str,
        port: u16,
        deadline: Instant,
    ) -> impl Future<Output = io::Result<Vec<SocketAddr>>> + Send;

    fn connect(
        address: SocketAddr,
        deadline: Instant,
    ) -> impl Future<Output = io::Result<Self::Socket>> + Send;

    fn read(
        socket: &mut Self::Socket,
        buffer: &mut [u8],
        deadline: Instant,
    ) -> impl Future<Output = io::Result<usize>> + Send;

    /// Reads available bytes without waiting, or fails with an error of kind `WouldBlock`.
    fn read_now(
        socket: &mut Self::Socket,
        buffer: &mut [u8],
    ) -> impl Future<Output = io::Result<usize>> + Send;

    fn write(
        socket: &mut Self::Socket,
        bytes: &[u8],
        deadline: Instant,
    ) -> impl Future<Output = io::Result<usize>> + Send;

    fn sleep(time: Duration) -> impl Future<Output = ()> + Send;
}

/// Tries each address of the host, each with an equal share of the remaining time.
pub(super) async fn connect<N: Net>(
    host: &str,
    port: u16,
    deadline: Instant,
) -> io::Result<N::Socket> {
    let addresses = N::resolve(host, port, deadline).await?;
    let mut error = io::Error::new(ErrorKind::NotFound, "the host has no address");
    for (untried, address) in (1..=addresses.len()).rev().zip(addresses) {
        let share = left(deadline)? / u32::try_from(untried).unwrap_or(u32::MAX);
        match N::connect(address, Instant::now() + share).await {
            Ok(socket) => return Ok(socket),
            Err(refused) => error = refused,
        }
    }
    Err(error)
}

/// The remaining time, or an error if there is none, because a socket would treat zero as no timeout.
pub(super) fn left(deadline: Instant) -> io::Result<Duration> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() {
        Err(timed_out())
    } else {
        Ok(left)
    }
}

pub(super) fn timed_out() -> io::Error {
    io::Error::new(ErrorKind::TimedOut, "timed out")
}
