//! HTTP/1.1 encoding and parsing, independent of sockets (RFC 9112).

use std::io::{self, ErrorKind};

use http::header::{CONNECTION, CONTENT_LENGTH, HeaderName, TRANSFER_ENCODING};
use http::uri::{Authority, PathAndQuery};
use http::{HeaderMap, Request, Response, StatusCode, Version};
use httparse::{EMPTY_HEADER, Status};

use super::Cause;
use super::connection::RESPONSE_LIMIT;

pub(super) const USER_AGENT: &str = concat!("feishu-post/", env!("CARGO_PKG_VERSION"));

/// The size of a read, in bytes.
pub(super) const BUFFER: usize = 16 * 1024;

/// The longest head of a response, or line between its chunks, in bytes.
const HEAD_LIMIT: usize = 64 * 1024;
const HEADERS: usize = 100;

/// The bytes of a request.
pub(super) fn encode(request: &Request<Vec<u8>>) -> Vec<u8> {
    let uri = request.uri();
    let path = uri.path_and_query().map_or("/", PathAndQuery::as_str);
    let host = uri.authority().map_or("", Authority::as_str);
    let (method, length) = (request.method(), request.body().len());
    let mut bytes = format!(
        "{method} {path} HTTP/1.1\r\nhost: {host}\r\nuser-agent: {USER_AGENT}\r\naccept: */*\r\ncontent-length: {length}\r\n"
    )
    .into_bytes();
    for (name, value) in request.headers() {
        if name != CONTENT_LENGTH {
            bytes.extend_from_slice(name.as_str().as_bytes());
            bytes.extend_from_slice(b": ");
            bytes.extend_from_slice(value.as_bytes());
            bytes.extend_from_slice(b"\r\n");
        }
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(request.body());
    bytes
}

/// Why there is no complete response.
#[derive(Debug, thiserror::Error)]
enum ResponseError {
    #[error("the server closed the connection before the response ended")]
    Incomplete,
    #[error(
        "the server closed the connection, which had been kept open, before the response began"
    )]
    ClosedWhileKept,
    #[error("the response is not HTTP/1.1: its {0}")]
    Malformed(&'static str),
}

use ResponseError::Malformed;

/// Bytes that arrive before the request is sent are not its response.
#[derive(Debug, thiserror::Error)]
#[error("the server closed the connection or sent data before the request")]
pub(super) struct Unasked;

/// A complete response.
pub(super) struct Exchanged {
    pub(super) response: Response<Vec<u8>>,
    /// Whether its connection can be reused.
    pub(super) is_kept: bool,
}

/// A response being received.
pub(super) struct Incoming {
    /// Bytes read but not parsed yet.
    unread: Vec<u8>,
    response: Response<Vec<u8>>,
    next: Next,
    /// Whether the connection has carried another response before.
    was_used: bool,
    is_kept: bool,
}

#[derive(Debug, Clone, Copy)]
enum Next {
    Head,
    /// This many more bytes of the body.
    Body(u64),
    ChunkSize,
    Chunk(u64),
    ChunkEnd,
    Trailers,
    UntilClose,
    Nothing,
}

impl Incoming {
    pub(super) fn new(was_used: bool) -> Self {
        Self {
            unread: Vec::new(),
            response: Response::default(),
            next: Next::Head,
            was_used,
            is_kept: true,
        }
    }

    /// Continues with the result of a read; no bytes mean the end of the stream.
    pub(super) fn read(&mut self, read: io::Result<&[u8]>) -> Result<Option<Exchanged>, Cause> {
        match read {
            Ok([]) if matches!(self.next, Next::UntilClose) => Ok(Some(self.whole(false))),
            Ok([]) => Err(self.closed().into()),
            Ok(bytes) => Ok(self
                .take(bytes)?
                .then(|| self.whole(self.is_kept && self.unread.is_empty()))),
            Err(error) if is_closing(&error) => Err(self.closed().into()),
            Err(error) => Err(error.into()),
        }
    }

    fn whole(&mut self, is_kept: bool) -> Exchanged {
        let response = std::mem::take(&mut self.response);
        Exchanged { response, is_kept }
    }

    fn closed(&self) -> ResponseError {
        let is_empty = matches!(self.next, Next::Head) && self.unread.is_empty();
        if self.was_used && is_empty {
            ResponseError::ClosedWhileKept
        } else {
            ResponseError::Incomplete
        }
    }

    /// Parses bytes, and returns whether the response is complete. Rejects a response that is too long to be the
    /// platform's.
    fn take(&mut self, bytes: &[u8]) -> Result<bool, ResponseError> {
        self.unread.extend_from_slice(bytes);
        while !matches!(self.next, Next::Nothing) {
            let Some(used) = self.step()? else {
                let is_line = !matches!(self.next, Next::Body(_) | Next::Chunk(_));
                if is_line && self.unread.len() > HEAD_LIMIT {
                    return Err(Malformed("head is too long"));
                }
                return Ok(false);
            };
            self.unread.drain(..used);
            if self.response.body().len() > RESPONSE_LIMIT {
                self.is_kept = false;
                return Ok(true);
            }
        }
        Ok(true)
    }

    /// Returns how many bytes were parsed, or `None` if more are needed.
    fn step(&mut self) -> Result<Option<usize>, ResponseError> {
        match self.next {
            Next::Head => self.head(),
            Next::ChunkSize => self.chunk_size(),
            Next::Body(left) => Ok(self.body(left, Next::Body)),
            Next::Chunk(left) => Ok(self.body(left, Next::Chunk)),
            Next::UntilClose => Ok(self.body(u64::MAX, |_| Next::UntilClose)),
            Next::ChunkEnd => match self.unread.get(..2) {
                None => Ok(None),
                Some(b"\r\n") => Ok(Some(self.then(Next::ChunkSize, 2))),
                Some(_) => Err(Malformed("chunk is longer than its declared size")),
            },
            Next::Trailers => {
                let mut trailers = [EMPTY_HEADER; HEADERS];
                match httparse::parse_headers(&self.unread, &mut trailers) {
                    Ok(Status::Complete((used, _))) => Ok(Some(self.then(Next::Nothing, used))),
                    Ok(Status::Partial) => Ok(None),
                    Err(_) => Err(Malformed("trailers are malformed")),
                }
            }
            Next::Nothing => Ok(None),
        }
    }

    fn then(&mut self, next: Next, used: usize) -> usize {
        self.next = next;
        used
    }

    fn body(&mut self, left: u64, rest: fn(u64) -> Next) -> Option<usize> {
        let used =
            usize::try_from(left).map_or(self.unread.len(), |left| left.min(self.unread.len()));
        self.response
            .body_mut()
            .extend_from_slice(&self.unread[..used]);
        let left = left - used as u64;
        match rest(left) {
            Next::Body(0) => Some(self.then(Next::Nothing, used)),
            Next::Chunk(0) => Some(self.then(Next::ChunkEnd, used)),
            rest if used > 0 => Some(self.then(rest, used)),
            _ => None,
        }
    }

    fn chunk_size(&mut self) -> Result<Option<usize>, ResponseError> {
        match httparse::parse_chunk_size(&self.unread) {
            Ok(Status::Complete((used, 0))) => Ok(Some(self.then(Next::Trailers, used))),
            Ok(Status::Complete((used, size))) => Ok(Some(self.then(Next::Chunk(size), used))),
            Ok(Status::Partial) => Ok(None),
            Err(_) => Err(Malformed("chunk has no size")),
        }
    }

    fn head(&mut self) -> Result<Option<usize>, ResponseError> {
        let mut headers = [EMPTY_HEADER; HEADERS];
        let mut head = httparse::Response::new(&mut headers);
        let used = match head.parse(&self.unread) {
            Ok(Status::Complete(used)) => used,
            Ok(Status::Partial) => return Ok(None),
            Err(_) => return Err(Malformed("head is malformed")),
        };
        let response = response(&head).ok_or(Malformed("head is malformed"))?;
        // Interim responses, RFC 9110, section 15.2.
        if response.status().is_informational()
            && response.status() != StatusCode::SWITCHING_PROTOCOLS
        {
            return Ok(Some(used));
        }
        self.next = body_of(&response)?;
        self.is_kept = can_be_kept(&response);
        self.response = response;
        Ok(Some(used))
    }
}

/// A TLS stream that ends without `close_notify` counts as closed, too; the length shows whether the response is
/// complete.
fn is_closing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionReset | ErrorKind::UnexpectedEof
    )
}

fn response(head: &httparse::Response<'_, '_>) -> Option<Response<Vec<u8>>> {
    let mut response = Response::builder().status(head.code?);
    if head.version == Some(0) {
        response = response.version(Version::HTTP_10);
    }
    for header in head.headers.iter() {
        response = response.header(header.name, header.value);
    }
    response.body(Vec::new()).ok()
}

/// How the end of the body is determined (RFC 9112, section 6.3).
fn body_of<B>(response: &Response<B>) -> Result<Next, ResponseError> {
    let headers = response.headers();
    if matches!(response.status().as_u16(), 101 | 204 | 304) {
        return Ok(Next::Nothing);
    }
    if headers.contains_key(TRANSFER_ENCODING) {
        let last = tokens(headers, &TRANSFER_ENCODING).last();
        let is_chunked = last.is_some_and(|last| last.eq_ignore_ascii_case("chunked"));
        return Ok(if is_chunked {
            Next::ChunkSize
        } else {
            Next::UntilClose
        });
    }
    let mut lengths = tokens(headers, &CONTENT_LENGTH);
    let Some(length) = lengths.next() else {
        return Ok(Next::UntilClose);
    };
    // `parse` would accept a sign.
    let is_number =
        length.bytes().all(|byte| byte.is_ascii_digit()) && lengths.all(|other| other == length);
    match length.parse() {
        Ok(0) if is_number => Ok(Next::Nothing),
        Ok(length) if is_number => Ok(Next::Body(length)),
        _ => Err(Malformed("content-length is not a number")),
    }
}

/// Whether another response may follow (RFC 9112, section 9.3).
fn can_be_kept<B>(response: &Response<B>) -> bool {
    let headers = response.headers();
    let is_ambiguous =
        headers.contains_key(TRANSFER_ENCODING) && headers.contains_key(CONTENT_LENGTH);
    let closes = tokens(headers, &CONNECTION).any(|token| token.eq_ignore_ascii_case("close"));
    let is_plain = response.status() != StatusCode::SWITCHING_PROTOCOLS
        && response.version() == Version::HTTP_11;
    is_plain && !is_ambiguous && !closes
}

/// The entries of a list header; a value that is not text counts as empty.
fn tokens<'h>(headers: &'h HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'h str> {
    let lists = headers.get_all(name).into_iter();
    lists.flat_map(|list| list.to_str().unwrap_or_default().split(',').map(str::trim))
}
