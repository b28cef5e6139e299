use super::output::writing;
use crate::model::{Json, Post};

/// JSON written while compiling, into `N` bytes; `Fixed<0, …>` only counts them.
#[derive(Debug)]
pub struct Fixed<const N: usize, const QUOTED: bool> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize, const QUOTED: bool> Fixed<N, QUOTED> {
    /// The JSON of a post.
    #[must_use]
    pub const fn of(post: &Post<'_>) -> Self {
        let mut out = Self::EMPTY;
        out.post(post);
        out
    }

    pub(crate) const EMPTY: Self = Self {
        bytes: [0; N],
        len: 0,
    };

    pub(super) const fn push(&mut self, text: &str) {
        let end = self.len + text.len();
        if end <= N {
            let (up_to_end, _) = self.bytes.split_at_mut(end);
            let (_, place) = up_to_end.split_at_mut(self.len);
            place.copy_from_slice(text.as_bytes());
        }
        self.len = end;
    }

    /// How long what was written is, whether or not it had room.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "no JSON is empty")]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// What was written; with room for all of it, JSON in whole.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        assert!(self.len <= N, "a constant was given too little room");
        match str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(json) => json,
            Err(_) => panic!("strings were written"),
        }
    }

    writing!(const);
}

/// What `$write` writes, as a `&'static str` of just the right length.
macro_rules! fixed {
    (|$out:ident: Fixed<$quoted:literal>| $($write:expr),+) => {{
        use $crate::wire::fixed::Fixed;
        const LEN: usize = {
            let mut $out = Fixed::<0, $quoted>::EMPTY;
            $($write;)+
            $out.len()
        };
        const WRITTEN: &Fixed<LEN, $quoted> = &{
            let mut $out = Fixed::EMPTY;
            $($write;)+
            $out
        };
        WRITTEN.as_str()
    }};
}

pub(crate) use fixed;
