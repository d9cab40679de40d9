//! `body-file.json`: answers that are streams of bytes.

use client::{CallOptions, Client};
use conformance::{Outcome, Suite, scenario};

/// How a PNG begins.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let files = client.files();
    scenario!(t, "FileStreamNonempty", {
        let response = files.files_get_file().await?;
        let length: usize = response.raw_headers()["content-length"].to_str()?.parse()?;
        let bytes = response.into_body().collect(1 << 20).await?;
        assert_eq!((&bytes[..PNG.len()], bytes.len()), (PNG, length));
    });
    scenario!(t, "FileStreamEmpty", {
        assert!(files.files_get_empty_file().await?.into_body().collect(1 << 20).await?.is_empty());
    });
    // 3 GB, of which a piece at a time is in memory.
    scenario!(t, "FileStreamVeryLarge", {
        let mut stream = files.files_get_file_large().options(CallOptions::new().no_timeout()).await?.into_body();
        let mut length = 0;
        while let Some(chunk) = stream.chunk().await {
            length += chunk?.len();
        }
        assert_eq!(length, 3000 * 1024 * 1024);
    });
    Ok(())
}
