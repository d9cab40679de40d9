//! Description → `ir::Api`: what OpenAPI says becomes what a client needs to know.

mod all_of;
mod content;
mod cycle;
mod enumeration;
mod extension;
mod ignored;
mod keywords;
mod merge;
mod mixed;
mod null;
mod object;
mod operation;
mod pager;
mod parameter;
mod poller;
mod primitive;
mod replace;
mod schema;
mod secret;
mod security;
mod select;
mod server;
mod union;

use std::collections::BTreeMap;

use crate::config::Config;
use crate::description::Description;
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::ir::{Api, Group};
use crate::report::{LeftOut, OperationReport, SchemaReport, SkippedOperation};
use crate::source::Pointer;
use crate::spelling::nearest;
pub(crate) use operation::group;
use schema::Schemas;

/// How much of the description made it into the `Api`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Coverage {
    pub operations: OperationReport,
    pub schemas: SchemaReport,
}

impl Coverage {
    /// Hands out every place, to be changed.
    pub(crate) fn for_each_place(&mut self, change: impl FnMut(&mut Pointer)) {
        let skipped = self.operations.skipped.iter_mut().map(|skipped| &mut skipped.pointer);
        let untyped = self.schemas.untyped.iter_mut().map(|untyped| &mut untyped.pointer);
        let left_out = self.operations.left_out.iter_mut().chain(&mut self.schemas.left_out);
        skipped.chain(untyped).chain(left_out.map(|left_out| &mut left_out.pointer)).for_each(change);
    }
}

/// Lowers a description.
pub(crate) fn lower(description: &Description, config: &Config) -> (Api, Coverage, Diagnostics) {
    let mut lowerer = Lowerer {
        description,
        config,
        schemas: Schemas::new(description, config),
        skipped: Vec::new(),
        left_out: Vec::new(),
        diagnostics: Diagnostics::new(),
    };
    let servers = lowerer.servers();
    let schemes = lowerer.schemes();
    let operations = lowerer.operations();
    lowerer.schemas.report_missing_secrets();
    lowerer.schemas.report_missing_formats();
    lowerer.schemas.alias_values(&config.enum_aliases);
    let Lowerer { mut schemas, skipped, left_out, mut diagnostics, .. } = lowerer;
    diagnostics.extend(std::mem::take(&mut schemas.diagnostics));
    let named = description.named();
    let untyped = std::mem::take(&mut schemas.untyped);
    let total = description.operations.len();
    let mut coverage = Coverage {
        operations: OperationReport { total, generated: operations.len(), skipped, left_out },
        schemas: SchemaReport { total: named, generated: named, untyped, left_out: Vec::new() },
    };
    let info = &description.info;
    let mut api = Api {
        title: info.title.clone(),
        version: info.version.clone(),
        description: info.description.clone(),
        servers,
        schemes,
        groups: groups(description, config, &operations),
        operations,
        types: schemas.into_defs(),
    };
    replace::replace(&mut api, config, &mut coverage, &mut diagnostics);
    select::prune(&mut api, &mut coverage, &mut diagnostics);
    if config.krate.types_only {
        select::without_client(&api, &mut coverage);
    }
    diagnostics.extend(pager::pagers(&mut api, description, config));
    diagnostics.extend(poller::pollers(&mut api, description, config));
    (api, coverage, diagnostics)
}

struct Lowerer<'a> {
    description: &'a Description,
    config: &'a Config,
    schemas: Schemas<'a>,
    skipped: Vec<SkippedOperation>,
    left_out: Vec<LeftOut>,
    diagnostics: Diagnostics,
}

impl Lowerer<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// Reports an operation that a table of the configuration names and the document does not have.
fn report_unknown_operation(table: &str, id: &str, description: &Description, diagnostics: &mut Diagnostics) {
    let ids: Vec<&str> = description.operations.iter().filter_map(|o| o.object.operation_id.as_deref()).collect();
    if ids.contains(&id) {
        return;
    }
    let message = format!("`{table}.{id}` of the configuration is about an operation that the document does not have");
    let help = match nearest(id, ids) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "remove the table".to_owned(),
    };
    diagnostics.push(Diagnostic::new(&code::CONFIG_UNUSED, Config::place([table, id]), message).help(help));
}

/// The groups that have operations, by name.
fn groups(description: &Description, config: &Config, operations: &[crate::ir::Operation]) -> Vec<Group> {
    let renamed = |name| config.groups.get(name).unwrap_or(name);
    let described: BTreeMap<_, _> = description.tags.iter().map(|tag| (renamed(&tag.name), &tag.description)).collect();
    let mut names: Vec<&String> = operations.iter().map(|operation| &operation.group).collect();
    names.sort();
    names.dedup();
    names
        .into_iter()
        .map(|name| Group { name: name.clone(), description: described.get(name).and_then(|text| (*text).clone()) })
        .collect()
}
