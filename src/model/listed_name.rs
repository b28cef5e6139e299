/// What [`Emoji`](super::Emoji) and [`Language`](super::Language) have in common: a name that the
/// platform's page lists, of which each has a constant, or one that it does not.
macro_rules! listed_name {
    ($type:ident: $($constant:ident = $name:literal,)*) => {
        impl $type<'_> {
            $(
                #[doc = concat!("`", $name, "`")]
                pub const $constant: $type<'static> = $type(Cow::Borrowed($name));
            )*

            /// Everything that the platform's page lists, in its order.
            ///
            /// ```
            #[doc = concat!("use feishu_post::", stringify!($type), ";")]
            ///
            #[doc = concat!("let listed = ", stringify!($type), "::ALL;")]
            #[doc = concat!("assert!(listed.iter().all(|one| ", stringify!($type), "::try_from(one.name()).is_ok()));")]
            /// ```
            pub const ALL: &'static [$type<'static>] = &[$($type::$constant),*];
        }
    };
    ($type:ident, $lookup:path) => {
        impl<'a> $type<'a> {
            /// A name that the platform's page does not list, unchecked.
            ///
            /// ```
            #[doc = concat!("use feishu_post::", stringify!($type), ";")]
            ///
            #[doc = concat!("assert_eq!(", stringify!($type), "::other(\"Newest\").name(), \"Newest\");")]
            /// ```
            #[must_use]
            pub fn other(name: impl Into<Cow<'a, str>>) -> Self {
                Self(name.into())
            }

            /// The platform's name.
            #[must_use]
            pub const fn name(&self) -> &str {
                $crate::model::as_str(&self.0)
            }

            /// The same, borrowing nothing.
            #[must_use]
            pub fn into_owned(self) -> $type<'static> {
                $type($crate::model::owned(self.0))
            }
        }

        impl std::fmt::Display for $type<'_> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        /// Looks the name up.
        impl TryFrom<&str> for $type<'_> {
            type Error = $crate::model::UnknownName;

            fn try_from(name: &str) -> Result<Self, Self::Error> {
                $lookup(name).map(|name| Self(Cow::Borrowed(name)))
            }
        }

        /// Looks the name up.
        impl TryFrom<&String> for $type<'_> {
            type Error = $crate::model::UnknownName;

            fn try_from(name: &String) -> Result<Self, Self::Error> {
                Self::try_from(name.as_str())
            }
        }

        /// Looks the name up.
        impl TryFrom<String> for $type<'_> {
            type Error = $crate::model::UnknownName;

            fn try_from(name: String) -> Result<Self, Self::Error> {
                Self::try_from(name.as_str())
            }
        }
    };
}

pub(crate) use listed_name;
