//! Sockets and time, as an adapter has them.

use std::future::Future;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::Cause;

/// The part of the time-out, one in so many, that opening a connection may take: shorter than the
/// whole, so that an address that does not answer is known as such.
pub(super) const CONNECT_TIMEOUT_DIVISOR: u32 = 3;

/// The futures of a net that blocks are ready when first polled. All end at their deadline, as an error of
/// the kind `TimedOut`.
pub(crate) trait Net: Send + Sync {
    /// A TCP connection.
    type Socket: Send;
    /// Where a socket can be used.
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

    /// Reads what has come, without waiting: else an error of the kind `WouldBlock`.
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

/// Tries each address of the host, with an equal share of the time that is left.
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

/// Some time, or an error: a socket would take none as for ever.
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
