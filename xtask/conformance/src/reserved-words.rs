//! `reserved-words.json`: names that mean something in programming languages.

use client::Client;
use client::models::{MyEnum, OperationWithDataParamBody, OperationWithFilesParamBody};
use client::types::File;
use conformance::rt::serde_json::json;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let api = client.api();
    done!(t, "reservedWordsOperationGroupImport", api.import_operation_one("foo"), None);
    done!(t, "reservedWordsBodyNamedContent", api.operation_with_content_param(&b"hello, world"[..]), None);
    done!(t, "reservedWordsBodyNamedJson", api.operation_with_json_param(json!({"hello": "world"})), None);
    let data = OperationWithDataParamBody::new("hello", "world");
    done!(t, "reservedWordsBodyNamedData", api.operation_with_data_param(data), None);
    let files = OperationWithFilesParamBody::new("my.txt", File::new("hello"));
    done!(t, "reservedWordsBodyNamedFiles", api.operation_with_files_param(files), None);
    let url = api.operation_with_url("foo", "x").query_parameters(["one", "two"]);
    done!(t, "reservedWordsUrlHeaderQuery", url, None);
    done!(t, "reservedWordsHeaderEnum", api.reserved_enum(MyEnum::Import), None);
    Ok(())
}
