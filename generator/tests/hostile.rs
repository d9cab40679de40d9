//! Nothing that a document says becomes code.
//!
//! `hostile.yaml` has one of everything. Each of its strings in turn, keys as well as values, becomes a text that would
//! be Rust, TOML or Markdown if it were copied as it stands, and the emitted crate is compared with the usual one.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use rayon::prelude::*;
use serde_json::Value;
use support::{Case, texts};

/// Texts that end a literal, a comment, a template, a table or a code block, and go on with something of their own.
const PAYLOADS: &[&str] = &[
    "\"; fn injected() {} //",
    "*/ fn injected() {} /*",
    "\\\"); } fn injected() { (\"\\",
    "\"#; fn injected() {} r#\"",
    "x\n}\nfn injected() {}\n/// ",
    "]\n#[doc = \"x\"] fn injected() {}\r\n#![allow(x)]",
    "{} {{ injected }} {% for injected in x %} {# injected #}",
    "```\nfn injected() {}\n```\n~~~rust\ninjected!();\n~~~\n\n    injected();\n",
    "x\"\n[dependencies]\nevil = \"1\"\n",
    "'''\"\"\"\n[dependencies]\nevil = '1' # ",
    "fn\u{202e}\u{2028}\u{0}\u{7f}\u{feff} injected",
    "[`injected`](crate::injected) <script>injected</script> ${injected} $injected",
];

/// Words that no identifier of the emitted crate may be.
const INJECTED: [&str; 2] = ["injected", "evil"];

/// What a string of the document is to the emitted crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It is only ever shown, sent or compared: no token but literals depends on it.
    Text,
    /// It names something, and nothing else refers to it by this name: identifiers depend on it.
    Name,
    /// It decides what there is.
    Structure,
}

/// A string of the document.
#[derive(Clone, Debug)]
struct Position {
    path: Vec<String>,
    is_key: bool,
}

impl Position {
    fn role(&self) -> Role {
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        let last = path.last().copied().unwrap_or_default();
        match path.as_slice() {
            [.., "properties", "mode" | "labels" | "extra"] if self.is_key => Role::Name,
            _ if self.is_key => Role::Structure,
            [.., "x-ms-client-name"] | [.., "x-ms-enum", "name"] | [.., "x-ms-enum", "values", _, "name"] => Role::Name,
            [.., "operationId"] | ["components", "schemas", "Mode", "enum", _] => Role::Name,
            [.., "parameters", "2" | "3", "name"] => Role::Name,
            ["info", "title" | "version" | "description"] | ["components", "securitySchemes", _, "name"] => Role::Text,
            [.., "variables", "region", "enum", _] | [.., "example", _] => Role::Text,
            _ => match last {
                "description" | "title" | "summary" | "default" | "pattern" | "format" | "x-ms-request-id" => {
                    Role::Text
                }
                "example" => Role::Text,
                _ => Role::Structure,
            },
        }
    }

    /// Whether the examples in the documentation depend on it.
    fn is_example(&self) -> bool {
        self.path.iter().any(|token| token == "example") || self.role() != Role::Text
    }
}

fn positions(value: &Value, path: &mut Vec<String>, found: &mut Vec<Position>) {
    let mut each = |key: String, inner: &Value, is_member: bool| {
        path.push(key);
        if is_member {
            found.push(Position { path: path.clone(), is_key: true });
        }
        if inner.is_string() {
            found.push(Position { path: path.clone(), is_key: false });
        }
        positions(inner, path, found);
        path.pop();
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(key, inner)| each(key.clone(), inner, true)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, inner)| each(index.to_string(), inner, false))
        }
        _ => {}
    }
}

/// The document with `text` in place of the string at `position`.
fn mutated(document: &Value, position: &Position, text: &str) -> Value {
    let mut document = document.clone();
    let (last, holders) = position.path.split_last().expect("a string is somewhere");
    let holder = holders.iter().fold(&mut document, |value, token| match value {
        Value::Array(items) => &mut items[token.parse::<usize>().expect("an index")],
        value => &mut value[token.as_str()],
    });
    match holder {
        Value::Object(members) if position.is_key => {
            let value = members.remove(last).expect("a member");
            members.insert(text.to_owned(), value);
        }
        Value::Object(members) => members[last] = text.into(),
        Value::Array(items) => items[last.parse::<usize>().expect("an index")] = text.into(),
        _ => unreachable!("only objects and arrays hold strings"),
    }
    document
}

/// What matters about an emitted crate.
#[derive(Debug, PartialEq)]
struct Anatomy {
    /// The tokens of each file without doc comments: literals by kind, everything else as it is.
    files: BTreeMap<String, String>,
    /// How often there is a token of each kind.
    counts: BTreeMap<String, usize>,
    /// The tokens of the code blocks that rustdoc would run, by file.
    examples: BTreeMap<String, Vec<String>>,
    /// The paths of tables and keys in `Cargo.toml`.
    manifest: BTreeSet<String>,
}

impl Anatomy {
    /// Takes a crate apart; panics if anything in it is not what it should be at any rate.
    fn of(document: &Value) -> Self {
        let generated = Case::of("openapi.json", document.to_string()).generate();
        let mut anatomy = Self {
            files: BTreeMap::new(),
            counts: BTreeMap::new(),
            examples: BTreeMap::new(),
            manifest: BTreeSet::new(),
        };
        let files = texts(&generated);
        let manifest = files.iter().find(|(path, _)| *path == "Cargo.toml").map(|(_, text)| *text).unwrap_or_default();
        let manifest: toml::Table = manifest.parse().expect("the manifest is TOML");
        tables("", &manifest, &mut anatomy.manifest);
        let library =
            manifest.get("package").and_then(|package| package["name"].as_str()).unwrap_or_default().replace('-', "_");
        for (path, text) in files {
            if path.ends_with(".rs") {
                let tokens: TokenStream =
                    text.parse().unwrap_or_else(|error| panic!("{path} is not Rust: {error}\n{text}"));
                if let Err(error) = syn::parse2::<syn::File>(tokens.clone()) {
                    panic!("{path} is not Rust: {error}\n{text}");
                }
                let mut docs = Vec::new();
                let tokens = without_docs(tokens, &mut docs);
                check_words(&tokens, path);
                count(tokens.clone(), &mut anatomy.counts);
                anatomy.files.insert(path.to_owned(), shape(tokens));
                anatomy.examples.insert(path.to_owned(), examples(&docs.join("\n"), &library));
            } else if path == "bindery.json" {
                serde_json::from_str::<Value>(text).expect("the manifest of items is JSON");
            }
        }
        anatomy
    }
}

/// The tokens without doc comments, whose lines go to `docs`.
fn without_docs(tokens: TokenStream, docs: &mut Vec<String>) -> TokenStream {
    let mut kept = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => match doc(&group) {
                Some(line) => {
                    docs.push(line.strip_prefix(' ').unwrap_or(&line).to_owned());
                    // The `#` before it, and the `!` of an inner one.
                    while kept.last().is_some_and(|last: &TokenTree| ["#", "!"].contains(&last.to_string().as_str())) {
                        kept.pop();
                    }
                }
                None => {
                    let stream = without_docs(group.stream(), docs);
                    kept.push(proc_macro2::Group::new(group.delimiter(), stream).into());
                }
            },
            token => {
                // The comments of two items are two texts.
                let opens = ["#", "!"].contains(&token.to_string().as_str());
                if !opens && docs.last().is_some_and(|line| line != BETWEEN) {
                    docs.push(BETWEEN.to_owned());
                }
                kept.push(token);
            }
        }
    }
    kept.into_iter().collect()
}

/// A line that ends whatever Markdown is open.
const BETWEEN: &str = "\n<!-- -->\n";

/// The line of a doc attribute.
fn doc(group: &proc_macro2::Group) -> Option<String> {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(line)] if name == "doc" => {
            syn::parse_str::<syn::LitStr>(&line.to_string()).ok().map(|line| line.value())
        }
        _ => None,
    }
}

/// The code blocks in Markdown that rustdoc takes for Rust, as tokens.
fn examples(markdown: &str, library: &str) -> Vec<String> {
    let mut examples = Vec::new();
    let mut block: Option<String> = None;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => block = Some(String::new()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if is_rust(&info) => block = Some(String::new()),
            Event::Text(text) => block.iter_mut().for_each(|block| block.push_str(&text)),
            Event::End(TagEnd::CodeBlock) => {
                let Some(code) = block.take() else { continue };
                let code: String = code
                    .lines()
                    .map(|line| line.strip_prefix("# ").unwrap_or(line))
                    .flat_map(|line| [line, "\n"])
                    .collect();
                let tokens: TokenStream =
                    code.parse().unwrap_or_else(|error| panic!("an example is not Rust: {error}\n{code}"));
                check_words(&tokens, "an example");
                examples.push(shape(tokens).replace(library, "library"));
            }
            _ => {}
        }
    }
    examples
}

/// Whether rustdoc compiles a block with this info string: it knows the words below and takes all others for languages.
fn is_rust(info: &str) -> bool {
    let known = ["", "rust", "no_run", "ignore", "should_panic", "compile_fail"];
    info.split([',', ' ', '\t'])
        .all(|word| known.contains(&word) || word.starts_with("edition") || word.starts_with('E'))
}

/// No identifier is a word of a payload, and all are plain.
fn check_words(tokens: &TokenStream, place: &str) {
    for token in tokens.clone() {
        match token {
            TokenTree::Group(group) => check_words(&group.stream(), place),
            TokenTree::Ident(ident) => {
                let ident = ident.to_string();
                assert!(!INJECTED.contains(&ident.as_str()), "`{ident}` got into {place}");
                let plain = |c: char| c == '_' || c.is_alphanumeric();
                assert!(ident.chars().all(plain) && ident.len() <= 130, "`{ident}` in {place} is no plain identifier");
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Tokens as text, with the kind of each literal in place of its content. Commas, and braces around an arm of a match,
/// come and go with the length of lines and are left out.
fn shape(tokens: TokenStream) -> String {
    let mut shapes: Vec<String> = Vec::new();
    for token in tokens {
        let is_arm = shapes.ends_with(&["=".to_owned(), ">".to_owned()]);
        shapes.push(match token {
            TokenTree::Group(group) if is_arm && group.delimiter() == Delimiter::Brace => shape(group.stream()),
            TokenTree::Group(group) => format!("{:?}[{}]", group.delimiter(), shape(group.stream())),
            TokenTree::Literal(literal) => kind_of(&literal).to_owned(),
            TokenTree::Punct(punct) if punct.as_char() == ',' => continue,
            token => token.to_string(),
        });
    }
    shapes.join(" ")
}

fn kind_of(literal: &proc_macro2::Literal) -> &'static str {
    match literal.to_string().as_bytes() {
        [b'"', ..] | [b'r', b'"' | b'#', ..] => "TEXT",
        [b'b', ..] => "BYTES",
        [b'\'', ..] => "CHAR",
        _ => "NUMBER",
    }
}

/// Counts tokens by kind, but for those that come and go with the length of lines.
fn count(tokens: TokenStream, counts: &mut BTreeMap<String, usize>) {
    for token in tokens {
        let kind = match token {
            TokenTree::Group(group) => {
                count(group.stream(), counts);
                format!("{:?}", group.delimiter())
            }
            TokenTree::Literal(literal) => kind_of(&literal).to_owned(),
            TokenTree::Ident(_) => "identifier".to_owned(),
            TokenTree::Punct(punct) => punct.to_string(),
        };
        if ["Brace", ","].contains(&kind.as_str()) {
            continue;
        }
        *counts.entry(kind).or_default() += 1;
    }
}

fn tables(path: &str, table: &toml::Table, found: &mut BTreeSet<String>) {
    for (key, value) in table {
        let path = format!("{path}/{key}");
        if let toml::Value::Table(inner) = value {
            tables(&path, inner, found);
        }
        found.insert(path);
    }
}

fn document() -> Value {
    let path = support::tests().join("hostile.yaml");
    serde_yaml::from_str(&std::fs::read_to_string(path).expect("a readable file")).expect("YAML")
}

/// What is wrong with the crate that a document with `payload` at `position` gives.
fn trouble(document: &Value, usual: &Anatomy, position: &Position, payload: &str) -> Option<String> {
    let mutated = mutated(document, position, payload);
    let anatomy = std::panic::catch_unwind(|| Anatomy::of(&mutated)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
    });
    let anatomy = match anatomy {
        Ok(anatomy) => anatomy,
        Err(panic) => return Some(panic),
    };
    let role = position.role();
    if role != Role::Structure && anatomy.manifest != usual.manifest {
        return Some(format!("Cargo.toml has other keys: {:?}", anatomy.manifest));
    }
    if role == Role::Name && anatomy.counts != usual.counts {
        return Some(format!("there are other tokens than usual: {:?}, not {:?}", anatomy.counts, usual.counts));
    }
    if role == Role::Text {
        let changed = usual.files.iter().find(|(path, shape)| anatomy.files.get(*path) != Some(*shape));
        if let Some((path, shape)) = changed {
            return Some(format!("{path} has other tokens: {:?}, not {shape}", anatomy.files.get(path)));
        }
        if anatomy.files.len() != usual.files.len() {
            return Some("there are other files".to_owned());
        }
    }
    let number = |anatomy: &Anatomy| anatomy.examples.values().map(Vec::len).sum::<usize>();
    match position.is_example() {
        true if number(&anatomy) > number(usual) => Some("there are more examples than usual".to_owned()),
        true => None,
        false => {
            let changed = usual.examples.iter().find(|(path, examples)| anatomy.examples.get(*path) != Some(*examples));
            let (path, examples) = changed?;
            Some(format!("{path} has other examples:\n  {:?}, not\n  {examples:?}", anatomy.examples.get(path)))
        }
    }
}

#[test]
fn no_string_becomes_code() {
    let document = document();
    let usual = Anatomy::of(&document);
    assert!(usual.examples.values().map(Vec::len).sum::<usize>() >= 2, "there are examples to spoil");
    let mut all = Vec::new();
    positions(&document, &mut Vec::new(), &mut all);
    let roles = |role| all.iter().filter(|position| position.role() == role).count();
    let found = [Role::Text, Role::Name, Role::Structure].map(roles);
    assert!(found[0] >= 40 && found[1] >= 8 && found[2] >= 150, "positions are found: {found:?}");
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let troubles: Vec<String> = all
        .par_iter()
        .enumerate()
        .flat_map_iter(|(index, position)| {
            // Each position gets some of the payloads, and each payload many positions.
            let step = if position.role() == Role::Structure { PAYLOADS.len() } else { 4 };
            PAYLOADS.iter().skip(index % step).step_by(step).map(move |payload| (position, *payload))
        })
        .filter_map(|(position, payload)| {
            let trouble = trouble(&document, &usual, position, payload)?;
            let trouble: String = trouble.chars().take(2000).collect();
            let kind = if position.is_key { "key" } else { "value" };
            Some(format!("{kind} /{} = {payload:?}:\n  {trouble}\n", position.path.join("/")))
        })
        .collect();
    std::panic::set_hook(hook);
    assert!(troubles.is_empty(), "{} troubles:\n{}", troubles.len(), troubles[..troubles.len().min(20)].concat());
}
