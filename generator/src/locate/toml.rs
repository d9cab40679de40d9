//! Positions in TOML, from the spans of `toml`.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::tree::{Builder, Tree};

/// Scans the text; what the parser cannot follow is left out.
pub(super) fn scan(text: &str) -> Tree {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut builder = Builder::default();
    builder.open_object(root.span(), 0);
    members(root.get_ref(), &mut builder);
    builder.finish()
}

fn members(table: &DeTable<'_>, builder: &mut Builder) {
    for (key, value) in table {
        builder.scalar(key.get_ref(), key.span(), 0);
        add(value, builder);
    }
    builder.close();
}

fn add(value: &Spanned<DeValue<'_>>, builder: &mut Builder) {
    match value.get_ref() {
        DeValue::Table(table) => {
            builder.open_object(value.span(), 0);
            members(table, builder);
        }
        DeValue::Array(items) => {
            builder.open_array(value.span(), 0);
            items.iter().for_each(|item| add(item, builder));
            builder.close();
        }
        _ => builder.scalar("", value.span(), 0),
    }
}
