//! A document, changed by chance, and what becomes of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use bindery::diagnostic::render::Renderer;
use bindery::{Config, Source, generate_loaded, load};
use fastrand::Rng;
use serde_json::Value;

use super::{bytes, structure};

/// A document to change.
pub(crate) struct Original {
    path: PathBuf,
    text: Vec<u8>,
    /// What it says; nothing if that cannot be read.
    value: Option<Value>,
}

/// A changed document.
pub(crate) struct Mutant {
    pub(crate) text: Vec<u8>,
    /// What its readers take it for.
    pub(crate) extension: &'static str,
}

impl Original {
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let value = serde_yaml::from_slice(&text).ok();
        Ok(Self { path: path.to_owned(), text, value })
    }

    /// The same for the same numbers, wherever the document lies. One in four is changed as a text alone, and some more
    /// also as a text.
    pub(crate) fn mutant(&self, seed: u64, case: u64) -> Mutant {
        let mut random = Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ case);
        let is_json = self.text.trim_ascii_start().starts_with(b"{");
        let as_text = self.value.is_none() || random.u8(0..4) == 0;
        let (mut text, extension) = match &self.value {
            Some(value) if !as_text => {
                let mut value = value.clone();
                structure::mutate(&mut value, &mut random);
                match random.u8(0..4) {
                    0 => (serde_yaml::to_string(&value).map(String::into_bytes).unwrap_or_default(), "yaml"),
                    _ => (serde_json::to_vec_pretty(&value).unwrap_or_default(), "json"),
                }
            }
            _ => (self.text.clone(), if is_json { "json" } else { "yaml" }),
        };
        if as_text || random.u8(0..8) == 0 {
            bytes::mutate(&mut text, &mut random);
        }
        Mutant { text, extension }
    }

    /// Generates from a mutant as the command line does, and shows what there is to say. Panics if any of that does.
    pub(crate) fn run(&self, mutant: &Mutant, parts: &mut BTreeMap<String, Option<Vec<u8>>>) {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let entry = Source::new(format!("openapi.{}", mutant.extension), mutant.text.clone());
        let loaded = load(entry, |path| {
            let part = parts.entry(path.to_owned()).or_insert_with(|| std::fs::read(folder.join(path)).ok());
            part.clone().ok_or_else(|| "does not exist".to_owned())
        });
        let (generated, sources) = generate_loaded(loaded, &Config::default());
        let (renderer, found) = (Renderer::new(&sources), &generated.diagnostics);
        let shown = [renderer.text(found, true), renderer.github(found), renderer.sarif(found)];
        assert!(
            generated.files.is_some() || (found.has_errors() && shown.iter().all(|text| !text.is_empty())),
            "nothing is said about a document that cannot be used"
        );
    }
}
