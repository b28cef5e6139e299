//! A connection to a server, with or without TLS, generic over sockets.

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::sync::Arc;
use std::time::Instant;

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore};

use super::Cause;
use super::http1::BUFFER;
use super::net::{Net, connect};
use crate::send::config::{ConfigProblem, all_well};

pub(super) struct Stream<N: Net> {
    socket: N::Socket,
    tls: Option<Box<ClientConnection>>,
    deadline: Instant,
    /// Whether anything was written since the deadline was set.
    has_written: bool,
}

/// Whether to wait for bytes that have not arrived yet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wait {
    UntilDeadline,
    No,
}

impl<N: Net> Stream<N> {
    pub(super) async fn open(host: &str, port: u16, deadline: Instant) -> io::Result<Self> {
        Ok(Self {
            socket: connect::<N>(host, port, deadline).await?,
            tls: None,
            deadline,
            has_written: false,
        })
    }

    pub(super) async fn start_tls(
        &mut self,
        host: &str,
        config: &Arc<ClientConfig>,
    ) -> Result<(), Cause> {
        let name = ServerName::try_from(host.to_owned())?;
        let mut tls = Box::new(ClientConnection::new(Arc::clone(config), name)?);
        while tls.is_handshaking() {
            self.flush(&mut tls).await?;
            if tls.is_handshaking() && !self.fill(&mut tls, Wait::UntilDeadline).await? {
                return Err(io::Error::from(ErrorKind::UnexpectedEof).into());
            }
        }
        self.flush(&mut tls).await?;
        self.tls = Some(tls);
        Ok(())
    }

    /// Sets the deadline of reads and writes.
    pub(super) fn begin(&mut self, deadline: Instant) {
        self.deadline = deadline;
        self.has_written = false;
    }

    pub(super) fn has_written(&self) -> bool {
        self.has_written
    }

    /// Whether the server has neither closed the connection nor sent anything, so that the next bytes will be the
    /// response to the next request.
    pub(super) async fn is_quiet(&mut self) -> bool {
        let read = self.read_as(&mut [0], Wait::No).await;
        read.is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
    }

    pub(super) async fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.read_as(buffer, Wait::UntilDeadline).await
    }

    async fn read_as(&mut self, buffer: &mut [u8], wait: Wait) -> io::Result<usize> {
        let Some(mut tls) = self.tls.take() else {
            return self.receive(buffer, wait).await;
        };
        let read = loop {
            match tls.reader().read(buffer) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                read => break read,
            }
            if let Err(error) = self.fill(&mut tls, wait).await {
                break Err(error);
            }
        };
        self.tls = Some(tls);
        read
    }

    pub(super) async fn write_all(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        let Some(mut tls) = self.tls.take() else {
            return self.send(bytes).await;
        };
        while !bytes.is_empty() {
            let taken = tls.writer().write(bytes)?;
            bytes = &bytes[taken..];
            self.flush(&mut tls).await?;
        }
        self.tls = Some(tls);
        Ok(())
    }

    /// Reads more encrypted bytes; none mean the end of the stream.
    async fn fill(&mut self, tls: &mut ClientConnection, wait: Wait) -> io::Result<bool> {
        let mut buffer = vec![0; BUFFER];
        let length = self.receive(&mut buffer, wait).await?;
        let mut unread = &buffer[..length];
        loop {
            tls.read_tls(&mut unread)?;
            if let Err(error) = tls.process_new_packets() {
                // Sends the alert that tells the server why, if it is still listening.
                let _ = self.flush(tls).await;
                return Err(io::Error::new(ErrorKind::InvalidData, error));
            }
            if unread.is_empty() {
                return Ok(length > 0);
            }
        }
    }

    async fn flush(&mut self, tls: &mut ClientConnection) -> io::Result<()> {
        let mut bytes = Vec::new();
        while tls.wants_write() {
            tls.write_tls(&mut bytes)?;
        }
        self.send(&bytes).await
    }

    async fn receive(&mut self, buffer: &mut [u8], wait: Wait) -> io::Result<usize> {
        match wait {
            Wait::UntilDeadline => N::read(&mut self.socket, buffer, self.deadline).await,
            Wait::No => N::read_now(&mut self.socket, buffer).await,
        }
    }

    async fn send(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let written = N::write(&mut self.socket, bytes, self.deadline).await?;
            self.has_written = true;
            bytes = &bytes[written..];
        }
        Ok(())
    }
}

/// TLS for both adapters: ring, with Mozilla's root certificates compiled in, so that both behave the same, even
/// in a container image without certificates. The authorities in `pems` are also trusted.
pub(super) fn client_config(pems: &[Vec<u8>]) -> Result<ClientConfig, Vec<ConfigProblem>> {
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    let unusable = pems.iter().filter_map(|pem| add(&mut roots, pem).err());
    all_well(unusable.map(|reason| ConfigProblem::InvalidCertificate { reason }))?;
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| {
            vec![ConfigProblem::HttpClient {
                reason: error.to_string(),
            }]
        })?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

/// Adds the certificates of a PEM text, which must contain at least one.
fn add(roots: &mut RootCertStore, pem: &[u8]) -> Result<(), String> {
    let before = roots.len();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(|error| error.to_string())?;
        roots.add(certificate).map_err(|error| error.to_string())?;
    }
    match roots.len() {
        after if after > before => Ok(()),
        _ => Err("it contains no certificate".to_owned()),
    }
}
