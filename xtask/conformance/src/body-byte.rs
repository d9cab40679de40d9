//! `body-byte.json`: bytes as Base64 in JSON.

use client::Client;
use conformance::{Outcome, Suite, done, unreadable};

const BYTES: [u8; 10] = [255, 254, 253, 252, 251, 250, 249, 248, 247, 246];

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let byte = client.byte_operations();
    done!(t, "getByteEmpty", byte.byte_get_empty(), "");
    done!(t, "getByteNonAscii", byte.byte_get_non_ascii(), &BYTES[..]);
    done!(t, "putByteNonAscii", byte.byte_put_non_ascii(BYTES.to_vec()));
    unreadable!(t, "getByteInvalid", byte.byte_get_invalid(), "\"::::SWAGGER::::\"");
    // The document says that there are bytes.
    unreadable!(t, "getByteNull", byte.byte_get_null(), "");
    Ok(())
}
