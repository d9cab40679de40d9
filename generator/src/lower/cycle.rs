//! Aliases that lead back to themselves.

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;

use super::schema::Schemas;
use crate::diagnostic::{Diagnostic, code};
use crate::ir::Shape;

impl Schemas<'_> {
    /// An alias that leads through aliases back to itself has no Rust type: one step on the way becomes any JSON value.
    pub(super) fn break_alias_cycles(&mut self) {
        loop {
            let circular = self.circular_aliases();
            for &index in &circular {
                let at = self.defs[index].at.clone();
                let message = "this schema is made of nothing but itself";
                let shape = self.untyped(Diagnostic::new(&code::SCHEMA_UNSUPPORTED, &at, message), &at);
                self.defs[index].shape = shape;
            }
            if circular.is_empty() {
                return;
            }
        }
    }

    /// The first alias of each circle.
    fn circular_aliases(&self) -> Vec<usize> {
        let mut graph = DiGraph::<(), ()>::new();
        let nodes: Vec<_> = self.defs.iter().map(|_| graph.add_node(())).collect();
        for (index, def) in self.defs.iter().enumerate() {
            if let Shape::Alias(ty) = &def.shape {
                ty.for_each_named(&mut |id| _ = graph.add_edge(nodes[index], nodes[id.0], ()));
            }
        }
        let circles = tarjan_scc(&graph)
            .into_iter()
            .filter(|members| members.len() > 1 || members.iter().any(|node| graph.contains_edge(*node, *node)));
        let mut first: Vec<usize> =
            circles.filter_map(|members| members.into_iter().map(|node| node.index()).min()).collect();
        first.sort_unstable();
        first
    }
}
