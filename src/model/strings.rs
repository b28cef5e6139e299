use std::borrow::Cow;

/// Implements `From` for a type with `new(impl Into<Cow<'a, str>>)` from all common string types;
/// an iterator over `&[&str]` yields `&&str`.
macro_rules! from_strings {
    ($type:ident) => {
        $crate::model::strings::from_strings!($type: &'a str, &'a String, std::borrow::Cow<'a, str>);

        impl From<String> for $type<'_> {
            fn from(text: String) -> Self {
                Self::new(text)
            }
        }

        impl<'a> From<&&'a str> for $type<'a> {
            fn from(text: &&'a str) -> Self {
                Self::new(*text)
            }
        }

        impl<'a> From<&'a std::borrow::Cow<'_, str>> for $type<'a> {
            fn from(text: &'a std::borrow::Cow<'_, str>) -> Self {
                Self::new(&**text)
            }
        }
    };
    ($type:ident: $($string:ty),*) => {$(
        impl<'a> From<$string> for $type<'a> {
            fn from(text: $string) -> Self {
                Self::new(text)
            }
        }
    )*};
}

pub(super) use from_strings;

pub(super) fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}
