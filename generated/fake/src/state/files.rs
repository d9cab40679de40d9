//! Files of tasks and nodes.

mod serve;
mod tree;

pub(crate) use serve::*;
pub(crate) use tree::{File, Files};
