//! Reading settings from variables.

use std::env::{self, VarError};

use super::config::{ConfigError, ConfigProblem, Credentials, all_well};

const TOKEN: &str = "FEISHU_TENANT_ACCESS_TOKEN";
const APP_ID: &str = "FEISHU_APP_ID";
const APP_SECRET: &str = "FEISHU_APP_SECRET";
const HELPDESK_ID: &str = "FEISHU_HELPDESK_ID";
const HELPDESK_TOKEN: &str = "FEISHU_HELPDESK_TOKEN";
#[cfg(feature = "webhook")]
const WEBHOOK_URL: &str = "FEISHU_WEBHOOK_URL";
#[cfg(feature = "webhook")]
const WEBHOOK_SECRET: &str = "FEISHU_WEBHOOK_SECRET";
const BASE_URL: &str = "FEISHU_BASE_URL";

/// The variables of a bot.
pub(crate) const BOT: &[&str] = &[TOKEN, APP_ID, APP_SECRET, BASE_URL];

/// The variables of a helpdesk.
pub(crate) const HELPDESK: &[&str] = &[
    TOKEN,
    APP_ID,
    APP_SECRET,
    HELPDESK_ID,
    HELPDESK_TOKEN,
    BASE_URL,
];

/// The variables of a webhook.
#[cfg(feature = "webhook")]
pub(crate) const WEBHOOK: &[&str] = &[WEBHOOK_URL, WEBHOOK_SECRET];

/// Reads an environment variable. One that is not Unicode is an error, not treated as unset.
pub(crate) fn variable(name: &'static str) -> Result<Option<String>, ConfigProblem> {
    match env::var(name) {
        Err(VarError::NotUnicode(_)) => Err(ConfigProblem::NotUnicode { name }),
        value => Ok(value.ok()),
    }
}

/// The environment variables, if those with these names are Unicode.
pub(crate) fn environment(
    names: &[&'static str],
) -> Result<impl Fn(&str) -> Option<String>, ConfigError> {
    let broken = names.iter().filter_map(|name| variable(name).err());
    all_well(broken).map_err(ConfigError::new)?;
    Ok(|name: &str| env::var(name).ok())
}

type Problems = Vec<ConfigProblem>;

/// Variables; an empty one is treated as unset.
pub(crate) struct Vars<F>(pub(crate) F);

impl<F: Fn(&str) -> Option<String>> Vars<F> {
    pub(crate) fn credentials(&self) -> Result<Credentials, Problems> {
        let is_app = self.get(APP_ID).is_some() || self.get(APP_SECRET).is_some();
        match (self.get(TOKEN), is_app) {
            (Some(token), false) => Ok(Credentials::tenant_token(token)),
            (Some(_), true) => Err(vec![ConfigProblem::ConflictingCredentials]),
            (None, true) => self
                .both(APP_ID, APP_SECRET)
                .map(|(id, secret)| Credentials::app(id, secret)),
            (None, false) => Err(vec![ConfigProblem::MissingCredentialVariables]),
        }
    }

    /// The helpdesk's ID and token.
    pub(crate) fn helpdesk(&self) -> Result<(String, String), Problems> {
        self.both(HELPDESK_ID, HELPDESK_TOKEN)
    }

    /// The webhook's URL, and its secret, if any.
    #[cfg(feature = "webhook")]
    pub(crate) fn webhook(&self) -> (Result<String, ConfigProblem>, Option<String>) {
        let name = WEBHOOK_URL;
        let url = self.get(name);
        let url = url.ok_or(ConfigProblem::MissingVariable { name });
        (url, self.get(WEBHOOK_SECRET))
    }

    pub(crate) fn base_url(&self) -> Option<String> {
        self.get(BASE_URL)
    }

    fn get(&self, name: &str) -> Option<String> {
        (self.0)(name).filter(|value| !value.is_empty())
    }

    /// Two variables that are required together.
    fn both(
        &self,
        first: &'static str,
        second: &'static str,
    ) -> Result<(String, String), Problems> {
        match (self.get(first), self.get(second)) {
            (Some(first), Some(second)) => Ok((first, second)),
            (one, other) => Err([(one, first), (other, second)]
                .into_iter()
                .filter(|(value, _)| value.is_none())
                .map(|(_, name)| ConfigProblem::MissingVariable { name })
                .collect()),
        }
    }
}
