//! Names that are hard to spell, alone and together.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// Names that are hard to spell.
const NASTY: &[&str] = &[
    "",
    " ",
    "_",
    "__",
    "-",
    "+1",
    "-1",
    "1",
    "type",
    "Self",
    "self",
    "crate",
    "async",
    "gen",
    "union",
    "a.b",
    "a-b",
    "a b",
    "a_b",
    "aB",
    "AB",
    "Ab",
    "ID",
    "id",
    "Id",
    "IDs",
    "é",
    "e\u{301}",
    "İ",
    "ß",
    "ŉ",
    "日本語",
    "💥",
    "½",
    "\u{200b}",
    "\u{202e}x",
    "\0",
    "r#type",
    "$ref",
    "@odata.type",
    "x-ms-foo",
    "ǅ",
    "ſ",
    "ﬁ",
    "\u{345}a",
    "٣",
    "h0",
    "Model",
    "StringModel",
    "String",
    "send",
    "send_",
    "space",
    "plus",
    "empty",
    "Empty",
    "ªº",
    "हिन्दी",
];

/// A stream of numbers that is the same in every run.
struct Random(fastrand::Rng);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0.usize(..end)
    }

    fn name(&mut self) -> String {
        (0..self.below(4)).map(|_| NASTY[self.below(NASTY.len())]).collect()
    }
}

fn assign(case: Case, names: &[&str]) -> Vec<String> {
    let assigned = Scope::new(case).reserve(&["send", "String"]).assign(names.iter().copied());
    names.iter().map(|name| assigned.get(name).into_owned()).collect()
}

#[test]
fn spells_names() {
    for (name, value, ty) in [
        ("clientRequestID", "client_request_id", "ClientRequestId"),
        ("ETag", "etag", "Etag"),
        ("eTag", "etag", "Etag"),
        ("typeTag", "type_tag", "TypeTag"),
        ("OAuth2Token", "oauth2_token", "Oauth2Token"),
        ("publicIPv4Address", "public_ipv4_address", "PublicIpv4Address"),
        ("jobIDs", "job_ids", "JobIds"),
        ("URLs", "urls", "Urls"),
        ("IDsToKeep", "ids_to_keep", "IdsToKeep"),
        ("vCPUs", "vcpus", "Vcpus"),
        ("vTpmEnabled", "vtpm_enabled", "VtpmEnabled"),
        ("dynamicVNetScope", "dynamic_vnet_scope", "DynamicVnetScope"),
        ("diskReadIOps", "disk_read_iops", "DiskReadIops"),
        ("readIOGiB", "read_io_gib", "ReadIoGib"),
        ("avgMemoryGiB", "avg_memory_gib", "AvgMemoryGib"),
        ("GiBs", "gi_bs", "GiBs"),
        ("HTTPServer", "http_server", "HttpServer"),
        ("HTTPUrl", "http_url", "HttpUrl"),
        ("type", "type_", "Type"),
        ("self", "self_", "Self_"),
        ("Self", "self_", "Self_"),
        ("crate", "crate_", "Crate"),
        ("gen", "gen_", "Gen"),
        ("union", "union", "Union"),
        ("2fa", "_2fa", "_2fa"),
        ("200", "_200", "_200"),
        ("+1", "plus_1", "Plus1"),
        ("-1", "minus_1", "Minus1"),
        ("utc-5", "utc_5", "Utc5"),
        ("", "empty", "Empty"),
        (" ", "space", "Space"),
        ("_", "underscore", "Underscore"),
        ("*", "star", "Star"),
        ("<=", "less_equals", "LessEquals"),
        ("!=", "not_equals", "NotEquals"),
        ("💥", "u1f4a5", "U1f4a5"),
        ("\u{200b}", "u200b", "U200b"),
        ("ab\u{202e}cd\u{feff}ef", "ab_cd_ef", "AbCdEf"),
        ("größe", "größe", "Größe"),
        ("日本語", "日本語", "日本語"),
        ("$ref", "ref_", "Ref"),
        ("@odata.nextLink", "odata_next_link", "OdataNextLink"),
        ("application/json; charset=utf-8", "application_json_charset_utf_8", "ApplicationJsonCharsetUtf8"),
    ] {
        assert_eq!(identifier(name, Case::Value), value, "{name:?}");
        assert_eq!(identifier(name, Case::Type), ty, "{name:?}");
    }
    assert_eq!(identifier("jobIDs", Case::Constant), "JOB_IDS");
    assert_eq!(identifier("2fa", Case::Constant), "_2FA");
}

#[test]
fn cuts_long_names_and_keeps_them_apart() {
    let [long, other] = ["a", "b"].map(|end| format!("{}{end}", "someWord".repeat(1000)));
    for case in [Case::Type, Case::Value, Case::Constant] {
        assert!(identifier(&long, case).len() <= LONGEST);
        assert_ne!(identifier(&long, case), identifier(&other, case));
        assert!(identifier(&"語".repeat(100), case).len() <= LONGEST);
    }
}

#[test]
fn settles_collisions() {
    for (case, names, identifiers) in [
        (Case::Value, ["foo-bar", "foo_bar"], ["foo_dash_bar", "foo_bar"]),
        (Case::Value, ["foo.bar", "foo-bar"], ["foo_dot_bar", "foo_bar"]),
        (Case::Value, ["ID", "id"], ["id_2", "id"]),
        (Case::Type, ["id", "ID"], ["Id2", "Id"]),
        (Case::Type, ["V1", "v1"], ["V1", "V1_2"]),
        (Case::Value, ["-created", "created"], ["dash_created", "created"]),
        (Case::Value, ["Type", "type"], ["type_", "type_2"]),
        (Case::Value, ["send", "x"], ["send_", "x"]),
        (Case::Value, ["send", "send_"], ["send_2", "send_"]),
        (Case::Type, ["string", "String"], ["StringModel2", "StringModel"]),
        (Case::Type, ["string", "stringModel"], ["StringModel", "StringModel2"]),
        (Case::Value, ["", "empty"], ["empty_2", "empty"]),
        (Case::Value, ["+1", "1"], ["plus_1", "_1"]),
    ] {
        assert_eq!(assign(case, &names), identifiers, "{names:?}");
    }
}

#[test]
fn reports_who_gave_way_to_whom() {
    let names = Scope::new(Case::Value).reserve(&["send"]).assign(["a-b", "a_b", "A_B", "send", "other"]);
    let collisions: Vec<_> = names.collisions().map(|c| (c.name, c.identifier, c.other)).collect();
    assert_eq!(collisions, [("A_B", "a_underscore_b", "a_b"), ("a-b", "a_dash_b", "a_b")]);
    assert_eq!(names.get("send"), "send_");
    assert_eq!(names.get("not in it"), "not_in_it");
}

#[test]
fn random_names_get_valid_and_settled_identifiers() {
    let mut random = Random(fastrand::Rng::with_seed(0x5eed));
    for _ in 0..20_000 {
        let name = random.name();
        for case in [Case::Type, Case::Value, Case::Constant] {
            let spelled = identifier(&name, case);
            assert!(syn::parse_str::<syn::Ident>(&spelled).is_ok(), "{name:?} gives {spelled:?}");
            assert!(!is_keyword(&spelled), "{name:?} gives {spelled:?}");
            assert_eq!(identifier(&spelled, case), spelled, "{name:?}");
        }
    }
}

#[test]
fn every_scope_is_unique_and_independent_of_order() {
    let mut random = Random(fastrand::Rng::with_seed(0xb0b));
    for round in 0..500 {
        let case = [Case::Type, Case::Value, Case::Constant][round % 3];
        let mut names: Vec<_> = (0..random.below(40)).map(|_| random.name()).collect();
        names.sort();
        names.dedup();
        let mut names: Vec<_> = names.iter().map(String::as_str).collect();
        let first: BTreeMap<_, _> = names.clone().into_iter().zip(assign(case, &names)).collect();
        assert_eq!(first.values().collect::<BTreeSet<_>>().len(), names.len());
        for spelled in first.values() {
            assert!(syn::parse_str::<syn::Ident>(spelled).is_ok(), "{spelled:?}");
            assert!(!["send", "String"].contains(&spelled.as_str()));
        }
        random.0.shuffle(&mut names);
        let second: BTreeMap<_, _> = names.clone().into_iter().zip(assign(case, &names)).collect();
        assert_eq!(first, second);
    }
}

#[test]
fn names_for_clients_count_unless_two_have_the_same() {
    let words = |names: &[(&str, Option<&str>)]| told_apart(names.iter().copied());
    assert_eq!(words(&[("a", Some("b")), ("b", Some("a"))]), ["b", "a"]);
    assert_eq!(words(&[("a", Some("c")), ("b", Some("c"))]), ["a", "b"]);
    assert_eq!(words(&[("a", Some("b")), ("b", None), ("c", Some("a"))]), ["a", "b", "c"]);
}
