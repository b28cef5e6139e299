//! TLS for both adapters: ring, and Mozilla's roots compiled in, so that both see the same world, also in an
//! image without certificates.

use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use crate::send::config::ConfigProblem;

/// Trusts Mozilla's authorities, and those in `pems`.
pub(super) fn client_config(pems: &[Vec<u8>]) -> Result<ClientConfig, ConfigProblem> {
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    for pem in pems {
        add(&mut roots, pem).map_err(|reason| ConfigProblem::InvalidCertificate { reason })?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| ConfigProblem::HttpClient {
            reason: error.to_string(),
        })?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

/// Adds the certificates of a text, of which there must be one.
fn add(roots: &mut RootCertStore, pem: &[u8]) -> Result<(), String> {
    let before = roots.len();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(|error| error.to_string())?;
        roots.add(certificate).map_err(|error| error.to_string())?;
    }
    match roots.len() {
        after if after > before => Ok(()),
        _ => Err("no certificate in it".to_owned()),
    }
}
