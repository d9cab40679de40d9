//! Files of tasks and nodes, and what belongs to the account.

mod common;

use azure_batch_fake::FakeBatch;
use common::{Result, call, get, post};
use http::Method;
use serde_json::{Value, json};

/// A fake with a task that has run.
fn ran() -> Result<FakeBatch> {
    let fake = FakeBatch::new();
    fake.add_pool(json!({"id": "p", "vmSize": "s", "targetDedicatedNodes": 1}))?;
    fake.add_job(json!({"id": "j", "poolInfo": {"poolId": "p"}}))?;
    fake.add_task("j", json!({"id": "t"}))?;
    fake.set_task_result("j", "t", 0, "hello world").settle();
    fake.put_task_file("j", "t", "wd/a/b.txt", "b")?;
    Ok(fake)
}

fn names(list: &Value) -> Vec<String> {
    let files = list["value"].as_array().into_iter().flatten();
    files.filter_map(|file| file["name"].as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn a_file_is_read_whole_and_in_part() -> Result {
    let fake = ran()?;
    let path = "/jobs/j/tasks/t/files/stdout.txt";
    let whole = get(&fake, path).await?;
    assert_eq!((whole.text.as_str(), whole.header("content-type")), ("hello world", "application/octet-stream"));
    assert_eq!(whole.header("ocp-batch-file-isdirectory"), "false");
    assert_eq!(whole.header("ocp-batch-file-url"), format!("{}{path}", common::BASE));
    for (range, text) in [("bytes=0-4", "hello"), ("bytes=6-", "world"), ("bytes=-5", "world"), ("bytes=6-99", "world")]
    {
        assert_eq!(call(&fake, Method::GET, path, &[("ocp-range", range)]).await?.text, text, "{range}");
    }
    let beyond = call(&fake, Method::GET, path, &[("ocp-range", "bytes=11-12")]).await?;
    assert_eq!(beyond.error(), (416, "InvalidRange".into()));
    let head = call(&fake, Method::HEAD, path, &[]).await?;
    assert_eq!((head.text.as_str(), head.header("content-length")), ("", "11"));
    assert!(head.header("ocp-creation-time").ends_with(" GMT"));
    let since = call(&fake, Method::GET, path, &[("if-modified-since", head.header("last-modified"))]).await?;
    assert_eq!(since.status, 304);
    assert_eq!(get(&fake, "/jobs/j/tasks/t/files/none").await?.error(), (404, "FileNotFound".into()));
    Ok(())
}

#[tokio::test]
async fn files_are_listed_and_deleted() -> Result {
    let fake = ran()?;
    let files = "/jobs/j/tasks/t/files";
    let top = get(&fake, files).await?.json();
    assert_eq!(names(&top), ["stderr.txt", "stdout.txt", "wd"]);
    assert_eq!(
        (&top["value"][1]["properties"]["contentLength"], &top["value"][2]["isDirectory"]),
        (&json!(11), &json!(true))
    );
    let all = get(&fake, &format!("{files}?recursive=true&$filter=startswith(name,'wd/')")).await?.json();
    assert_eq!(names(&all), ["wd/a", "wd/a/b.txt"]);
    assert_eq!(get(&fake, &format!("{files}/wd%5Ca%5Cb.txt")).await?.text, "b");
    assert_eq!(call(&fake, Method::DELETE, &format!("{files}/wd"), &[]).await?.status, 409);
    assert_eq!(call(&fake, Method::DELETE, &format!("{files}/wd?recursive=true"), &[]).await?.status, 200);
    assert_eq!(names(&get(&fake, files).await?.json()), ["stderr.txt", "stdout.txt"]);
    Ok(())
}

#[tokio::test]
async fn the_node_has_the_files_of_its_tasks() -> Result {
    let fake = ran()?;
    let files = "/pools/p/nodes/tvm-p-00001/files";
    assert_eq!(names(&get(&fake, files).await?.json()), ["shared", "workitems"]);
    let stdout = format!("{files}/workitems%2Fj%2Fjob-1%2Ft%2Fstdout.txt");
    assert_eq!(get(&fake, &stdout).await?.text, "hello world");
    assert_eq!(call(&fake, Method::HEAD, &stdout, &[]).await?.header("content-length"), "11");
    assert_eq!(call(&fake, Method::DELETE, &stdout, &[]).await?.status, 200);
    assert_eq!(call(&fake, Method::HEAD, &stdout, &[]).await?.status, 404);
    fake.put_node_file("p", "tvm-p-00001", "shared/x", "1")?;
    assert_eq!(get(&fake, &format!("{files}/shared%2Fx")).await?.text, "1");
    Ok(())
}

#[tokio::test]
async fn certificates_come_and_go() -> Result {
    let fake = FakeBatch::new();
    let certificate = json!({"thumbprintAlgorithm": "sha1", "thumbprint": "AB", "data": "hush", "password": "hush"});
    assert_eq!(post(&fake, "/certificates", certificate.clone()).await?.status, 201);
    assert_eq!(post(&fake, "/certificates", certificate).await?.error(), (409, "CertificateExists".into()));
    let path = "/certificates(thumbprintAlgorithm=sha1,thumbprint=ab)";
    let shown = get(&fake, path).await?.json();
    assert_eq!((&shown["state"], &shown["data"]), (&json!("active"), &Value::Null));
    assert_eq!(
        post(&fake, &format!("{path}/canceldelete"), json!(null)).await?.error(),
        (409, "CertificateStateActive".into())
    );
    assert_eq!(call(&fake, Method::DELETE, path, &[]).await?.status, 202);
    assert_eq!(get(&fake, "/certificates").await?.json()["value"][0]["state"], "deleting");
    assert_eq!(get(&fake, path).await?.error(), (404, "CertificateNotFound".into()));
    fake.add_certificate(json!({"thumbprintAlgorithm": "sha1", "thumbprint": "ab", "state": "deletefailed"}))?;
    assert_eq!(post(&fake, &format!("{path}/canceldelete"), json!(null)).await?.status, 204);
    assert_eq!(fake.certificate("sha1", "ab").ok_or("no certificate")?["state"], "active");
    Ok(())
}

#[tokio::test]
async fn the_account_has_applications_images_and_usage() -> Result {
    let fake = ran()?;
    let application = json!({"id": "app", "displayName": "App", "versions": ["1"]});
    fake.add_application(application.clone());
    assert_eq!(get(&fake, "/applications").await?.json()["value"], json!([application]));
    assert_eq!(get(&fake, "/applications/app").await?.json(), application);
    assert_eq!(get(&fake, "/applications/none").await?.error(), (404, "ApplicationNotFound".into()));
    let images = get(&fake, "/supportedimages?$filter=osType%20eq%20'windows'").await?.json();
    assert_eq!(images["value"].as_array().map(Vec::len), Some(1));
    let usage = get(&fake, "/poolusagemetrics?starttime=2024-07-01T00:00:00Z").await?.json();
    assert_eq!(
        (&usage["value"][0]["poolId"], &usage["value"][0]["startTime"]),
        (&json!("p"), &json!("2024-07-01T00:00:00Z"))
    );
    Ok(())
}
