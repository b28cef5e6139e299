use crate::model::Markdown;

/// What a Markdown literal may capture: values that cannot carry markup, and [`Markdown`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` may carry markup, so a Markdown literal does not capture it",
    label = "a captured text could forge a mention of everyone",
    note = "numbers, bool and `Markdown` may be captured; `Markdown::raw(value)` lets markup in the value work"
)]
pub trait MarkupFree {}

pub const fn markup_free<T: MarkupFree + ?Sized>(value: &T) -> &T {
    value
}

macro_rules! markup_free {
    ($($value:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl MarkupFree for $value {}
    )*};
}

markup_free! { bool u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 Markdown<'_> }

#[diagnostic::do_not_recommend]
impl<T: MarkupFree + ?Sized> MarkupFree for &T {}
