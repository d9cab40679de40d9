//! What of a request a signature covers, and what not.

use std::collections::BTreeMap;

use azure_batch_client::runtime::http::request::Parts;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use crate::support::Result;
use crate::{authorization, request};
use azure_batch_client::SharedKey;

/// `account` and `key` in base64.
const ACCOUNT: (&str, &str) = ("myaccount", "bm90IHRoZSBrZXkgb2YgYW55IGFjY291bnQ=");

const SIGNED: [&str; 13] = [
    "content-encoding",
    "content-language",
    "content-length",
    "content-md5",
    "content-type",
    "if-modified-since",
    "if-match",
    "if-none-match",
    "if-unmodified-since",
    "range",
    "ocp-date",
    "ocp-range",
    "ocp-whatever",
];

const UNSIGNED: [&str; 7] =
    ["accept", "date", "user-agent", "host", "client-request-id", "return-client-request-id", "x-ocp-date"];

/// A request in parts that can be changed one at a time.
#[derive(Clone, Debug)]
struct Case {
    method: &'static str,
    /// Segments, encoded.
    path: Vec<String>,
    /// Values, encoded.
    query: Vec<(String, String)>,
    headers: BTreeMap<&'static str, String>,
}

impl Case {
    /// Writes the request down, with its headers and parameters in this order.
    fn request(&self, headers: &[&'static str], query: &[(String, String)]) -> Result<Parts> {
        let query: Vec<_> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let url = format!("https://myaccount.example/{}?{}", self.path.join("/"), query.join("&"));
        request(self.method, &url, headers.iter().map(|name| (*name, &*self.headers[name])))
    }

    fn authorization(&self) -> Result<String> {
        let headers: Vec<_> = self.headers.keys().copied().collect();
        authorization(&shared_key(ACCOUNT)?, self.request(&headers, &self.query)?)
    }
}

fn shared_key((account, key): (&str, &str)) -> Result<SharedKey> {
    Ok(SharedKey::new(account, key)?)
}

/// A value of a header, of a segment or of a parameter. It has none of what others are told apart by.
fn value() -> impl Strategy<Value = String> {
    "[a-z0-9._~-]([a-zA-Z0-9._~-]|%C3%BC|%20){0,8}"
}

fn method() -> impl Strategy<Value = &'static str> {
    select(&["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"][..])
}

/// A request that has a date, and some of all that a request can have.
fn case() -> impl Strategy<Value = Case> {
    let names: Vec<_> = SIGNED.into_iter().chain(UNSIGNED).filter(|name| *name != "ocp-date").collect();
    let names = subsequence(names, 0..=SIGNED.len() + UNSIGNED.len() - 1);
    let headers = names.prop_flat_map(|mut names| {
        names.push("ocp-date");
        let values = prop::collection::vec(value(), names.len());
        values.prop_map(move |values| names.iter().copied().zip(values).collect())
    });
    let path = prop::collection::vec(value(), 1..4);
    let query = prop::collection::btree_map("[$]?[a-z-]{1,5}", value(), 1..4).prop_map(|map| map.into_iter().collect());
    (method(), path, query, headers).prop_map(|(method, path, query, headers)| Case { method, path, query, headers })
}

/// Something of method and URL, to be replaced.
#[derive(Clone, Debug)]
enum Part {
    Method(&'static str),
    Segment(Index, String),
    MoreSegments(String),
    ParameterName(Index, String),
    ParameterValue(Index, String),
    /// As another value of the same parameter, or a parameter of its own.
    MoreParameters(String, String),
    LessParameters(Index),
}

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![
        method().prop_map(Part::Method),
        (any::<Index>(), value()).prop_map(|(index, value)| Part::Segment(index, value)),
        value().prop_map(Part::MoreSegments),
        (any::<Index>(), "[a-z]{6}").prop_map(|(index, name)| Part::ParameterName(index, name)),
        (any::<Index>(), value()).prop_map(|(index, value)| Part::ParameterValue(index, value)),
        ("[a-z]{1,5}", value()).prop_map(|(name, value)| Part::MoreParameters(name, value)),
        any::<Index>().prop_map(Part::LessParameters),
    ]
}

impl Part {
    fn replace_in(self, case: &mut Case) {
        match self {
            Self::Method(method) => case.method = method,
            Self::Segment(index, value) => *index.get_mut(&mut case.path) = value,
            Self::MoreSegments(value) => case.path.push(value),
            Self::ParameterName(index, name) => index.get_mut(&mut case.query).0 = name,
            Self::ParameterValue(index, value) => index.get_mut(&mut case.query).1 = value,
            Self::MoreParameters(name, value) => case.query.push((name, value)),
            Self::LessParameters(index) => drop(case.query.remove(index.index(case.query.len()))),
        }
    }
}

/// What method and URL are to a signature: the parts themselves, put in order.
fn covered(case: &Case) -> (&str, &[String], Vec<(String, String)>) {
    let mut query = case.query.clone();
    query.sort();
    (case.method, &case.path, query)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn method_and_url_count(case in case(), part in part()) {
        let mut other = case.clone();
        part.replace_in(&mut other);
        let same = covered(&case) == covered(&other);
        prop_assert_eq!(case.authorization().unwrap() == other.authorization().unwrap(), same);
    }

    #[test]
    fn headers_count(case in case(), value in value()) {
        for name in SIGNED {
            let mut other = case.clone();
            let same = other.headers.insert(name, value.clone()).as_ref() == Some(&value);
            prop_assert_eq!(case.authorization().unwrap() == other.authorization().unwrap(), same, "{}", name);
        }
    }

    #[test]
    fn account_and_key_count(case in case(), byte in any::<Index>()) {
        use base64::{Engine as _, engine::general_purpose::STANDARD};
        let mut key = STANDARD.decode(ACCOUNT.1).unwrap();
        *byte.get_mut(&mut key) ^= 1;
        let key = STANDARD.encode(key);
        let signature = |account| {
            let request = case.request(&["ocp-date"], &case.query).unwrap();
            let value = authorization(&shared_key(account).unwrap(), request).unwrap();
            value.rsplit_once(':').unwrap().1.to_owned()
        };
        prop_assert_ne!(signature(ACCOUNT), signature((ACCOUNT.0, &key)));
        prop_assert_ne!(signature(ACCOUNT), signature(("another", ACCOUNT.1)));
    }

    #[test]
    fn the_rest_does_not_count(case in case(), name in select(&UNSIGNED[..]), value in value()) {
        let mut other = case.clone();
        other.headers.insert(name, value);
        prop_assert_eq!(case.authorization().unwrap(), other.authorization().unwrap());
    }

    #[test]
    fn order_does_not_count((case, headers, query) in case().prop_flat_map(|case| {
        let headers = Just(case.headers.keys().copied().collect::<Vec<_>>()).prop_shuffle();
        let query = Just(case.query.clone()).prop_shuffle();
        (Just(case), headers, query)
    })) {
        let request = case.request(&headers, &query).unwrap();
        let shuffled = authorization(&shared_key(ACCOUNT).unwrap(), request).unwrap();
        prop_assert_eq!(case.authorization().unwrap(), shuffled);
    }
}
