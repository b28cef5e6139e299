#![allow(
    clippy::unreadable_literal,
    reason = "a code is written as the platform writes it"
)]

use std::fmt;

/// One row a code: number, name, and what to do about it. Everything else is made from the rows.
macro_rules! codes {
    ($($number:literal $name:ident: $what:literal, $hint:literal;)*) => {
        /// A code of the platform: what a reply says instead of an HTTP status.
        ///
        /// Sources: the page of the ticket endpoint for 154000 to 155000, the page of the tenant
        /// access token for 10003 to 10015, the platform's general codes for the rest. A release
        /// may name more; [`From<i64>`] yields [`Code::Other`] only for a number without a name.
        ///
        /// ```
        /// use feishu_post::Code;
        ///
        /// assert_eq!(Code::from(154403), Code::BadUrl);
        /// assert_eq!(i64::from(Code::BadUrl), 154403);
        /// assert_eq!(Code::from(7), Code::Other(7));
        /// assert_eq!(Code::BadUrl.to_string(), "154403");
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(
                #[doc = concat!(stringify!($number), ": ", $what, ".")]
                $name,
            )*
            /// A number that has no name here.
            Other(i64),
        }

        impl Code {
            /// Every code that has a name.
            ///
            /// ```
            /// use feishu_post::Code;
            ///
            /// assert!(Code::all().all(|code| Code::from(i64::from(code)) == code));
            /// ```
            pub fn all() -> impl Iterator<Item = Self> {
                [$(Self::$name),*].into_iter()
            }

            /// What to do about it, from the platform's own advice; none for [`Code::Other`].
            ///
            /// ```
            /// use feishu_post::Code;
            ///
            /// assert_eq!(Code::TokenMalformed.hint(), Some("a tenant access token begins with t-"));
            /// assert_eq!(Code::Other(7).hint(), None);
            /// ```
            #[must_use]
            pub const fn hint(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => Some($hint),)*
                    Self::Other(_) => None,
                }
            }

            /// What it says, in a few words; none for [`Code::Other`].
            pub(super) const fn what(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => Some($what),)*
                    Self::Other(_) => None,
                }
            }
        }

        impl From<i64> for Code {
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$name,)*
                    other => Self::Other(other),
                }
            }
        }

        impl From<Code> for i64 {
            fn from(code: Code) -> Self {
                match code {
                    $(Code::$name => $number,)*
                    Code::Other(number) => number,
                }
            }
        }
    };
}

codes! {
    154000 BadRequest: "the request is malformed",
        "check the message; if it is right, the endpoint may want the other form of content, ContentForm::String for ContentForm::Object";
    154001 Unauthorized: "not authorized",
        "check the access token and the helpdesk's id and token, and that app and helpdesk belong to the same tenant";
    154003 Forbidden: "the app has no right to do this",
        "apply for the scope helpdesk:all in the developer console and publish the app";
    154401 TicketClosed: "the ticket is closed",
        "open a new ticket";
    154403 BadUrl: "the message has an illegal link",
        "correct the link, or send it as text";
    155000 Internal: "an internal error of the platform",
        "contact the platform's support with the log id";
    99991400 RateLimited: "too many calls",
        "the limits are 50 calls a second and 1000 a minute: send more slowly";
    99991403 QuotaExceeded: "the month's calls are used up",
        "wait for the next month, or raise the quota";
    99991661 TokenMissing: "the call has no access token",
        "pass a tenant access token, or use Credentials::app";
    99991663 TokenInvalid: "the tenant access token is not valid, or no longer",
        "get a new tenant access token, or use Credentials::app, which renews it";
    99991664 AppTokenInvalid: "the app access token is not valid",
        "get a new tenant access token, or use Credentials::app, which renews it";
    99991665 TenantInvalid: "the token's tenant is not valid",
        "check that the app is installed in the helpdesk's tenant";
    99991668 UserTokenInvalid: "the access token is not valid",
        "pass a tenant access token, t-…, or use Credentials::app";
    99991671 TokenMalformed: "the access token is malformed",
        "a tenant access token begins with t-";
    99991672 ScopeMissing: "the app lacks the scope of this call",
        "apply for the scope helpdesk:all in the developer console and publish the app";
    10003 TokenRequestInvalid: "the request for a token is malformed",
        "check the app id and the app secret";
    10014 AppUnknown: "there is no such app",
        "check the app id, and that the base URL is the one of the app's platform";
    10015 AppSecretWrong: "the app secret is wrong",
        "copy the app secret again from the developer console";
}

impl Code {
    /// Whether it says that the call's access token was not accepted, so that a fresh one may help.
    ///
    /// ```
    /// use feishu_post::Code;
    ///
    /// assert!(Code::TokenInvalid.is_auth());
    /// assert!(!Code::Unauthorized.is_auth());
    /// ```
    #[must_use]
    pub const fn is_auth(self) -> bool {
        matches!(
            self,
            Self::TokenMissing
                | Self::TokenInvalid
                | Self::AppTokenInvalid
                | Self::TenantInvalid
                | Self::UserTokenInvalid
                | Self::TokenMalformed
        )
    }

    /// Whether nothing was done: nobody documents what had happened before an internal error, or
    /// before a code unknown here.
    pub(super) const fn is_refusal(self) -> bool {
        !matches!(self, Self::Internal | Self::Other(_))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        i64::from(*self).fmt(f)
    }
}
