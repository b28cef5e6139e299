use crate::send::channel::{Channel, Options};
use crate::send::config::{BaseUrl, ConfigError, ConfigProblem, Credentials};
use crate::send::env::Vars;
use crate::send::token::TokenStore;

/// The settings of an app's clients, each valid or with its problem.
#[derive(Debug, Clone)]
pub(crate) struct AppSettings {
    pub(crate) credentials: Result<Credentials, Vec<ConfigProblem>>,
    pub(crate) base: Result<BaseUrl, ConfigProblem>,
    pub(crate) options: Options,
}

impl Default for AppSettings {
    fn default() -> Self {
        Self {
            credentials: Err(vec![ConfigProblem::MissingCredentials]),
            base: BaseUrl::parse("https://open.feishu.cn"),
            options: Options::default(),
        }
    }
}

impl AppSettings {
    pub(crate) fn from_vars(vars: &Vars<impl Fn(&str) -> Option<String>>) -> Self {
        let default = Self::default();
        let url = vars.base_url();
        Self {
            credentials: vars.credentials().and_then(Credentials::check),
            base: url.map_or(default.base, |url| BaseUrl::parse(&url)),
            options: default.options,
        }
    }

    /// Returns the app and the other required settings, or every problem.
    pub(crate) fn build<T>(
        self,
        other: Result<T, Vec<ConfigProblem>>,
    ) -> Result<(App, T), ConfigError> {
        let base = self.base.map_err(|problem| vec![problem]);
        let host = base.as_ref().ok().and_then(|base| base.host.as_deref());
        match (self.credentials, other, self.options.check(host), base) {
            (Ok(credentials), Ok(other), Ok(options), Ok(base)) => {
                let tokens = TokenStore::new(&base, &credentials);
                let secrets = vec![credentials.secret().clone()];
                let channel = Channel::new(options, Some(tokens), secrets);
                Ok((App { base, channel }, other))
            }
            (credentials, other, options, base) => {
                let problems = [credentials.err(), other.err(), options.err(), base.err()];
                let problems = problems.into_iter().flatten().flatten();
                Err(ConfigError::new(problems.collect()))
            }
        }
    }
}

/// The state that the clones of an app's clients share.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) base: BaseUrl,
    pub(crate) channel: Channel,
}
