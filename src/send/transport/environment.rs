//! The one rule for the environment's proxies, which both adapters follow.

use super::proxy::Proxy;
use crate::send::config::ConfigProblem;

/// In the order in which they are looked at; an empty one is treated as unset.
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
const EXCEPTIONS: [&str; 2] = ["NO_PROXY", "no_proxy"];

impl Proxy {
    /// The proxy that the environment names for a host.
    pub(crate) fn of_environment(
        host: &str,
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Self>, ConfigProblem> {
        let set = |name: &&str| lookup(name).filter(|value| !value.trim().is_empty());
        if EXCEPTIONS
            .iter()
            .filter_map(set)
            .any(|list| excepts(&list, host))
        {
            return Ok(None);
        }
        let named = VARIABLES.iter().find_map(|name| Some((*name, set(name)?)));
        named
            .map(|(name, url)| Self::parse(url.trim(), name))
            .transpose()
    }
}

/// Whether a list such as `localhost,.example.com` has the host, or a domain that it belongs to; `*` has
/// all.
fn excepts(list: &str, host: &str) -> bool {
    list.split(',').map(str::trim).any(|entry| {
        let domain = entry.trim_start_matches('.').to_ascii_lowercase();
        let is_domain = host
            .strip_suffix(&domain)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        entry == "*" || (!domain.is_empty() && is_domain)
    })
}
