//! Instances that are texts.

use proptest::strategy::{Strategy, ValueTree};
use proptest::string::string_regex;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::view::View;
use super::{Effort, Instance, Maker};
use crate::corpus::oracle::texts;

/// The longest text that is made because the schema allows it.
const LONGEST: usize = 1000;

/// How many texts are made that match a pattern.
const MATCHING: usize = 4;

/// Texts with everything that JSON escapes, and more that is easily broken.
const ODD: [&str; 5] =
    ["", " ", "\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}", "\u{2028}\u{feff}e\u{301}", "\u{1f468}\u{200d}\u{1f469}é漢"];

impl Maker<'_> {
    pub(super) fn texts(&self, view: &View, effort: Effort) -> Vec<Instance> {
        let mut all = self.meant_valid(view, effort);
        if !effort.thorough {
            all.truncate(1);
            return all;
        }
        let format = view.get("format").and_then(|format| texts(format.as_str()?));
        let lengths = [
            view.count("maxLength").filter(|most| *most <= LONGEST).map(|most| most + 1),
            view.count("minLength").and_then(|least| least.checked_sub(1)),
        ];
        all.extend(lengths.into_iter().flatten().map(|length| Instance::invalid("y".repeat(length))));
        all.extend(format.into_iter().flat_map(|(_, invalid)| invalid).map(|text| Instance::invalid(*text)));
        all
    }

    fn meant_valid(&self, view: &View, effort: Effort) -> Vec<Instance> {
        if let Some((valid, _)) = view.get("format").and_then(|format| texts(format.as_str()?)) {
            return valid.iter().map(|text| Instance::valid(*text)).collect();
        }
        let (least, most) = (view.count("minLength").unwrap_or(0), view.count("maxLength").unwrap_or(usize::MAX));
        if let Some(pattern) = view.get("pattern").and_then(|pattern| pattern.as_str()) {
            let mut matching = self.matching(pattern);
            // An ordinary one first.
            matching.sort_by_key(|text| !(least..=most).contains(&text.chars().count()));
            return matching.into_iter().map(Instance::valid).collect();
        }
        let ordinary: String = "text".chars().chain(std::iter::repeat('x')).take(least.max(4).min(most)).collect();
        let mut all = vec![Instance::valid(ordinary)];
        if effort.thorough {
            let fits = |text: &&str| (least..=most).contains(&text.chars().count());
            all.extend(ODD.into_iter().filter(fits).map(Instance::valid));
            let lengths = [least, most, 300.clamp(least, most.max(least))];
            // Letters of several bytes: lengths are those in characters.
            all.extend(
                lengths
                    .into_iter()
                    .filter(|length| *length <= LONGEST)
                    .map(|length| Instance::valid("é".repeat(length))),
            );
        }
        all
    }

    /// Texts that match a pattern, which is taken as if it were one of Rust, but for classes that are ASCII elsewhere;
    /// the validator knows better.
    fn matching(&self, pattern: &str) -> Vec<String> {
        let inner = pattern.strip_prefix('^').unwrap_or(pattern);
        let inner = inner.strip_suffix('$').filter(|rest| !rest.ends_with('\\')).unwrap_or(inner);
        let inner = inner.replace("\\d", "[0-9]").replace("\\w", "[0-9A-Za-z_]").replace("\\s", "[ \t]");
        let Ok(strategy) = string_regex(&inner) else { return vec!["text".to_owned()] };
        let mut seed = [0; 32];
        self.rng.borrow_mut().fill(&mut seed);
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let mut texts = Vec::new();
        for _ in 0..MATCHING {
            texts.extend(strategy.new_tree(&mut runner).map(|tree| tree.current()));
        }
        texts
    }
}
