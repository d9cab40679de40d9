//! `body-formdata.json`: files in parts of a form.

use client::Client;
use client::models::FormdataUploadFileBody;
use client::types::File;
use conformance::{Outcome, Suite, scenario};

const TEXT: &str = "a file\r\n--with lines";

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    // The server sends the file back.
    scenario!(t, "FormdataStreamUploadFile", {
        let file = File::new(TEXT).named("sample.txt");
        let request = client.formdata().formdata_upload_file(FormdataUploadFileBody::new(file, "sample.txt"));
        assert_eq!(request.await?.into_body().collect(1 << 20).await?, TEXT);
    });
    scenario!(t, "StreamUploadFile", {
        let request = client.formdata().formdata_upload_file_via_body(TEXT);
        assert_eq!(request.await?.into_body().collect(1 << 20).await?, TEXT);
    });
    Ok(())
}
