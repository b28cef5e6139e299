//! Settings from variables.

use std::env::{self, VarError};

use super::client::HelpdeskBuilder;
use super::config::{ConfigError, ConfigProblem, Credentials};

const TOKEN: &str = "FEISHU_TENANT_ACCESS_TOKEN";
const APP_ID: &str = "FEISHU_APP_ID";
const APP_SECRET: &str = "FEISHU_APP_SECRET";
const HELPDESK_ID: &str = "FEISHU_HELPDESK_ID";
const HELPDESK_TOKEN: &str = "FEISHU_HELPDESK_TOKEN";
const BASE_URL: &str = "FEISHU_BASE_URL";

/// Refuses variables that are set to what is no text: they must not count as not set.
pub(crate) fn check_environment() -> Result<(), ConfigError> {
    let names = [
        TOKEN,
        APP_ID,
        APP_SECRET,
        HELPDESK_ID,
        HELPDESK_TOKEN,
        BASE_URL,
    ];
    let is_text = |name: &&str| !matches!(env::var(name), Err(VarError::NotUnicode(_)));
    let problems = names.into_iter().filter(|name| !is_text(name));
    let problems: Vec<_> = problems
        .map(|name| ConfigProblem::NotUnicode { name })
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(ConfigError::new(problems))
    }
}

/// A builder with all that the variables say, or everything that is missing.
pub(crate) fn read(
    lookup: impl Fn(&str) -> Option<String>,
) -> Result<HelpdeskBuilder, ConfigError> {
    let vars = Vars(|name: &str| lookup(name).filter(|value| !value.is_empty()));
    let mut problems = Vec::new();
    let access = vars
        .credentials()
        .map_err(|found| problems.extend(found))
        .ok();
    let helpdesk = vars.both(HELPDESK_ID, HELPDESK_TOKEN);
    let helpdesk = helpdesk.map_err(|found| problems.extend(found)).ok();
    let (Some(access), Some((id, token))) = (access, helpdesk) else {
        return Err(ConfigError::new(problems));
    };
    let builder = HelpdeskBuilder::new()
        .credentials(access)
        .helpdesk(id, token);
    Ok(match (vars.0)(BASE_URL) {
        Some(url) => builder.base_url(url),
        None => builder,
    })
}

struct Vars<F>(F);

impl<F: Fn(&str) -> Option<String>> Vars<F> {
    fn credentials(&self) -> Result<Credentials, Vec<ConfigProblem>> {
        let app = (self.0)(APP_ID).is_some() || (self.0)(APP_SECRET).is_some();
        match ((self.0)(TOKEN), app) {
            (Some(token), false) => Ok(Credentials::tenant_token(token)),
            (Some(_), true) => Err(vec![ConfigProblem::ConflictingCredentials]),
            (None, true) => self
                .both(APP_ID, APP_SECRET)
                .map(|(id, secret)| Credentials::app(id, secret)),
            (None, false) => Err(vec![ConfigProblem::NoAccessVariable]),
        }
    }

    /// Two variables that are needed together.
    fn both(
        &self,
        first: &'static str,
        second: &'static str,
    ) -> Result<(String, String), Vec<ConfigProblem>> {
        match ((self.0)(first), (self.0)(second)) {
            (Some(first), Some(second)) => Ok((first, second)),
            (one, other) => Err([(one, first), (other, second)]
                .into_iter()
                .filter(|(value, _)| value.is_none())
                .map(|(_, name)| ConfigProblem::MissingVariable { name })
                .collect()),
        }
    }
}
