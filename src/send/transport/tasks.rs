//! Tokio's sockets and time.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpStream, lookup_host};
use tokio::runtime::{Handle, Id};
use tokio::time::timeout_at;

use super::Cause;
use super::net::{Net, timed_out};

pub(crate) struct Tasks;

impl Net for Tasks {
    type Socket = TcpStream;
    /// A socket is driven by the runtime that opened it, which may be idle while another runs.
    type Place = Id;

    fn place(&self) -> Result<Id, Cause> {
        Ok(Handle::try_current()?.id())
    }

    async fn resolve(host: &str, port: u16, deadline: Instant) -> io::Result<Vec<SocketAddr>> {
        let found = in_time(deadline, lookup_host((host, port))).await?;
        Ok(found.collect())
    }

    async fn connect(address: SocketAddr, deadline: Instant) -> io::Result<TcpStream> {
        let socket = in_time(deadline, TcpStream::connect(address)).await?;
        socket.set_nodelay(true)?;
        Ok(socket)
    }

    async fn read(
        socket: &mut TcpStream,
        buffer: &mut [u8],
        deadline: Instant,
    ) -> io::Result<usize> {
        in_time(deadline, socket.read(buffer)).await
    }

    async fn read_now(socket: &mut TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
        // The runtime polls its sockets when a task yields; without this, their state may be stale.
        tokio::task::yield_now().await;
        socket.try_read(buffer)
    }

    async fn write(socket: &mut TcpStream, bytes: &[u8], deadline: Instant) -> io::Result<usize> {
        in_time(deadline, socket.write(bytes)).await
    }

    fn sleep(time: Duration) -> impl Future<Output = ()> + Send {
        tokio::time::sleep(time)
    }
}

async fn in_time<T>(
    deadline: Instant,
    future: impl Future<Output = io::Result<T>>,
) -> io::Result<T> {
    let done = timeout_at(deadline.into(), future).await;
    done.unwrap_or_else(|_| Err(timed_out()))
}
