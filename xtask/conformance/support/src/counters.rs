//! What the server has counted.

use std::collections::BTreeMap;
use std::error::Error;

use bindery_runtime as rt;

static REPORT: rt::Operation = rt::Operation {
    id: "report",
    method: rt::http::Method::GET,
    path: "/report/{category}",
    accept: None,
    security: &[],
    request_id: None,
    error: rt::ErrorFields { code: &[], message: &[] },
};

const CATEGORIES: [&str; 4] = ["vanilla", "azure", "optional", "dpg"];

/// The counters of one category.
type Counts = BTreeMap<String, u64>;

pub(crate) struct Counters {
    client: rt::Client,
    known: [(&'static str, Counts); 4],
}

impl Counters {
    pub(crate) async fn of(url: &str) -> Result<Self, Box<dyn Error>> {
        let client = rt::Client::builder(url)?.build()?;
        let mut known = CATEGORIES.map(|category| (category, Counts::new()));
        for (category, counts) in &mut known {
            *counts = read(&client, category).await?;
        }
        Ok(Self { client, known })
    }

    /// Says whether a scenario was counted since this was asked last.
    pub(crate) async fn has_risen(&mut self, name: &str) -> Result<bool, Box<dyn Error>> {
        let known = self.known.iter_mut().find(|(_, counts)| counts.contains_key(name));
        let (category, counts) = known.ok_or_else(|| format!("there is no scenario `{name}`"))?;
        let before = std::mem::replace(counts, read(&self.client, category).await?);
        Ok(counts.get(name) > before.get(name))
    }
}

async fn read(client: &rt::Client, category: &str) -> Result<Counts, Box<dyn Error>> {
    let mut call = rt::Call::new(&REPORT);
    call.literal("/report/");
    call.segment("category", category);
    let answer = client.send(call, &rt::CallOptions::new()).await.map_err(rt::Error::<()>::from)?;
    let body: rt::Response<rt::serde_json::Value> = answer.json().map_err(rt::Error::<()>::from)?;
    let counts = body.as_object().ok_or("the report is no object")?;
    Ok(counts.iter().map(|(name, count)| (name.clone(), count.as_u64().unwrap_or(0))).collect())
}
