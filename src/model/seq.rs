use std::ops::Deref;

/// Borrowed items, owned items, or a single inline item.
///
/// `Cow<'a, [Line<'a>]>` would be invariant in `'a` (through its `ToOwned` projection), so a
/// `Post<'static>` could not be used as a `Post<'a>`. This enum is covariant. Most lines have one
/// element and most posts one locale; `One` saves them a heap allocation.
#[derive(Debug, Clone)]
pub(crate) enum Seq<'a, T> {
    Borrowed(&'a [T]),
    One([T; 1]),
    Owned(Vec<T>),
}

/// Adds an item, constructing it in place: constructing it first and then moving it would stall the
/// processor on data it has just written.
#[inline]
pub(crate) fn push_with<T>(items: &mut Vec<T>, item: impl FnOnce() -> T) {
    items.extend(std::iter::once_with(item));
}

impl<T> Seq<'_, T> {
    pub(crate) const EMPTY: Self = Self::Borrowed(&[]);

    #[inline]
    pub(crate) fn as_slice(&self) -> &[T] {
        match self {
            Self::Borrowed(items) => items,
            Self::One(item) => item,
            Self::Owned(items) => items.as_slice(),
        }
    }

    /// Takes all items out of a buffer, which keeps its capacity.
    #[inline]
    pub(crate) fn take(buffer: &mut Vec<T>) -> Self {
        match buffer.pop() {
            None => Self::EMPTY,
            Some(only) if buffer.is_empty() => Self::One([only]),
            Some(last) => {
                let mut items = Vec::with_capacity(buffer.len() + 1);
                items.append(buffer);
                items.push(last);
                Self::Owned(items)
            }
        }
    }
}

impl<T: Clone> Seq<'_, T> {
    /// Adds an item.
    #[inline]
    pub(crate) fn push_with(&mut self, item: impl FnOnce() -> T) {
        match self {
            Self::Owned(items) => push_with(items, item),
            Self::Borrowed([]) => *self = Self::One([item()]),
            _ => self.spill(1).push(item()),
        }
    }

    /// Reserves capacity for `more` items at once.
    pub(crate) fn reserve(&mut self, more: usize) {
        if more > 1 {
            self.spill(more);
        }
    }

    #[inline(never)]
    fn spill(&mut self, more: usize) -> &mut Vec<T> {
        let mut items = Vec::new();
        match std::mem::replace(self, Self::EMPTY) {
            Self::Owned(owned) => items = owned,
            Self::One([first]) => {
                items.reserve_exact(1 + more);
                items.push(first);
            }
            Self::Borrowed(borrowed) => {
                items.reserve_exact(borrowed.len() + more);
                items.extend_from_slice(borrowed);
            }
        }
        items.reserve(more);
        *self = Self::Owned(items);
        match self {
            Self::Owned(items) => items,
            _ => unreachable!("it was set to `Owned` above"),
        }
    }

    pub(crate) fn into_vec(self) -> Vec<T> {
        match self {
            Self::Borrowed(items) => items.to_vec(),
            Self::One([item]) => vec![item],
            Self::Owned(items) => items,
        }
    }

    /// Returns the same items, each converted by `into_owned`.
    pub(crate) fn map_owned<U>(self, mut into_owned: impl FnMut(T) -> U) -> Seq<'static, U> {
        if let Self::One([item]) = self {
            return Seq::One([into_owned(item)]);
        }
        Seq::Owned(self.into_vec().into_iter().map(into_owned).collect())
    }
}

impl<T> Deref for Seq<'_, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.as_slice()
    }
}

impl<T> From<Vec<T>> for Seq<'_, T> {
    fn from(mut items: Vec<T>) -> Self {
        if items.len() > 1 {
            Self::Owned(items)
        } else {
            Self::take(&mut items)
        }
    }
}

impl<T: PartialEq> PartialEq for Seq<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl<T: Eq> Eq for Seq<'_, T> {}

impl<T: std::hash::Hash> std::hash::Hash for Seq<'_, T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_slice().hash(state);
    }
}
