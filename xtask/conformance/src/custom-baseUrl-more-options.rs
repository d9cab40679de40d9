//! `custom-baseUrl-more-options.json`: a host of three parameters.

use client::Client;
use client::server::Server;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let (host, port) = t.url().rsplit_once(':').ok_or("the URL has a port")?;
    let server = Server { vault: host.to_owned(), secret: ":".to_owned(), dns_suffix: port.to_owned() };
    let client = Client::builder(server)?.build()?;
    let request = client.path_operations().paths_get_empty("test12", "key1").key_version("v1");
    done!(t, "CustomBaseUriMoreOptions", request);
    Ok(())
}
