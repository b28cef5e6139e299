use super::json::Json;
use super::output::writing;
use crate::model::Post;

/// The writer asks for it: a literal post is written while compiling in the object form alone.
const QUOTED: bool = false;

/// JSON written while compiling, into room that is given; what has no room is only counted.
#[derive(Debug)]
struct Fixed<'r> {
    room: &'r mut [u8],
    len: usize,
}

impl<'r> Fixed<'r> {
    const fn new(room: &'r mut [u8]) -> Self {
        Self { room, len: 0 }
    }

    const fn push(&mut self, text: &str) {
        let end = self.len + text.len();
        if end <= self.room.len() {
            let (up_to_end, _) = self.room.split_at_mut(end);
            let (_, place) = up_to_end.split_at_mut(self.len);
            place.copy_from_slice(text.as_bytes());
        }
        self.len = end;
    }

    /// How long what was written is, whether or not it had room.
    const fn len(&self) -> usize {
        self.len
    }

    writing!(const);
}

/// JSON in more room than it takes, if it has room. A constant is written once into a draft and then
/// cut: to count first and then write would take the compiler twice as long.
#[derive(Debug, Clone, Copy)]
pub struct Draft<const ROOM: usize> {
    bytes: [u8; ROOM],
    len: usize,
}

impl<const ROOM: usize> Draft<ROOM> {
    /// The JSON of a post.
    #[must_use]
    pub const fn post(post: &Post<'_>) -> Self {
        let mut bytes = [0; ROOM];
        let mut out = Fixed::new(&mut bytes);
        out.post(post);
        let len = out.len();
        Self { bytes, len }
    }

    /// How long it is, whether or not it has room.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// The JSON of `post`, of which this is the draft, in just as much room as it takes.
    #[must_use]
    pub const fn cut<const LEN: usize>(&self, post: &Post<'_>) -> [u8; LEN] {
        let mut bytes = [0; LEN];
        if LEN <= ROOM {
            bytes.copy_from_slice(self.as_bytes());
        } else {
            Fixed::new(&mut bytes).post(post);
        }
        bytes
    }

    const fn as_bytes(&self) -> &[u8] {
        self.bytes.split_at(self.len).0
    }
}

/// What was written. Invariant: only strings are.
///
/// # Panics
///
/// If the bytes are no UTF-8; in a constant, that is an error of the compiler.
#[must_use]
pub const fn text(written: &[u8]) -> &str {
    match str::from_utf8(written) {
        Ok(text) => text,
        Err(_) => panic!("strings were written"),
    }
}

/// How long the JSON of `post` is.
#[must_use]
pub fn len(post: &Post<'_>) -> usize {
    let mut out = Fixed::new(&mut []);
    out.post(post);
    out.len()
}
