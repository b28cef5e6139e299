use std::fmt;

use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Uri};

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// A request with a JSON body, as documented for every endpoint.
pub(crate) fn json_request(method: Method, uri: Uri, body: String) -> Request<Vec<u8>> {
    let length = body.len();
    let mut request = Request::new(body.into_bytes());
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    request.headers_mut().insert(CONTENT_TYPE, JSON);
    request.headers_mut().insert(CONTENT_LENGTH, length.into());
    request
}

/// The body of a request that contains an app's secret. `Debug` does not print it.
///
/// ```
/// use feishu_post::{Bot, Credentials};
///
/// let bot = Bot::builder().credentials(Credentials::app("cli_a1b2c3", "app secret")).build()?;
/// let request = bot.token_request().expect("the credentials are an app's");
/// assert!(format!("{request:?}").ends_with("body: [secret] }"));
/// assert_eq!(
///     request.body().as_ref(),
///     br#"{"app_id":"cli_a1b2c3","app_secret":"app secret"}"#
/// );
/// # Ok::<(), feishu_post::ConfigError>(())
/// ```
#[derive(Clone)]
pub struct SecretBody(Vec<u8>);

impl SecretBody {
    pub(crate) fn new(body: Vec<u8>) -> Self {
        Self(body)
    }
}

impl AsRef<[u8]> for SecretBody {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<SecretBody> for Vec<u8> {
    fn from(body: SecretBody) -> Self {
        body.0
    }
}

impl fmt::Debug for SecretBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}
