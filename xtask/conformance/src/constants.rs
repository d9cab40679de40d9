//! `constants.json`: parameters of one value.

use client::Client;
use client::models::ContantsPutClientConstantsPathConstant as Path;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    done!(t, "ConstantClientProperties", client.api().contants_put_client_constants(Path::Path, true, 100));
    Ok(())
}
