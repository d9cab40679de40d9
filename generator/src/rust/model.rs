//! Models: a type for each type of the API.

use super::{Docs, Ty};
use crate::config::DerivePath;
use crate::source::Pointer;

/// A type of the API.
#[derive(Clone, Debug)]
pub struct Model {
    /// The name of its schema, or the words made up for one without.
    pub name: String,
    /// The type.
    pub ident: String,
    /// Deprecated names of it.
    pub was: Vec<String>,
    /// The file, without extension.
    pub module: String,
    /// What it is.
    pub kind: ModelKind,
    /// What it derives besides what all of its kind do.
    pub derives: Vec<DerivePath>,
    /// The features of the groups that use it; empty for one that is always there.
    pub features: Vec<String>,
    /// About the type.
    pub docs: Docs,
    /// Where it comes from.
    pub source: Pointer,
}

/// What a model is.
#[derive(Clone, Debug)]
pub enum ModelKind {
    /// An object.
    Struct(Struct),
    /// One of some texts.
    Enum(Enum),
    /// A value of one of several types.
    Union(Union),
    /// Another name for a type.
    Alias(Ty),
}

/// A value of one of several types, or another.
#[derive(Clone, Debug)]
pub struct Union {
    /// The member whose text tells which.
    pub tag: Option<String>,
    /// A variant per type.
    pub variants: Vec<UnionVariant>,
    /// The variant that holds any other value; without it, another value cannot be read.
    pub fallback: Option<String>,
}

/// One of the types of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// What identifies it.
    pub name: String,
    /// The variant.
    pub ident: String,
    /// Deprecated names of it.
    pub was: Vec<String>,
    /// What it holds.
    pub ty: Ty,
    /// Whether no other variant holds a value of the same type.
    pub only_of_type: bool,
    /// The texts of the tag that stand for it.
    pub values: Vec<String>,
    /// The text of the tag that is written beside the value, if that has none itself.
    pub written: Option<String>,
    /// About it, as Markdown of the document.
    pub description: Option<String>,
    /// Where it comes from.
    pub source: Pointer,
}

/// An object.
#[derive(Clone, Debug)]
pub struct Struct {
    /// The members, by wire name.
    pub fields: Vec<Field>,
    /// The field and value type of all other members.
    pub rest: Option<(String, Ty)>,
    /// What is where in it, if it is a page of a list.
    pub page: Option<Page>,
    /// Whether callers only read it, so that it may grow.
    pub non_exhaustive: bool,
    /// Whether it has a constructor with the required fields.
    pub constructor: bool,
    /// The required fields in the order in which a constructor takes them: indices.
    pub arguments: Vec<usize>,
}

/// What is where in a page of a list.
#[derive(Clone, Debug)]
pub struct Page {
    /// What the list is made of.
    pub item: Ty,
    /// The field with the items, an index.
    pub items: usize,
    /// The field with the link to the next page, an index.
    pub next_link: Option<usize>,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name on the wire.
    pub name: String,
    /// The field.
    pub ident: String,
    /// Its whole type.
    pub ty: Ty,
    /// How it may be missing.
    pub presence: Presence,
    /// Whether it is only read.
    pub read_only: bool,
    /// About the member.
    pub docs: Docs,
    /// Where it comes from.
    pub source: Pointer,
}

/// How a member may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Never.
    Required,
    /// Absent.
    Optional,
}

/// One of some texts, or another.
#[derive(Clone, Debug)]
pub struct Enum {
    /// A variant per value.
    pub variants: Vec<Variant>,
    /// The variant that holds any other text; without it, another text cannot be read.
    pub fallback: Option<String>,
    /// The fields that hold its values: struct and field, in order.
    pub fields: Vec<(String, String)>,
    /// Whether it stands in parameters or header fields.
    pub text: bool,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The text.
    pub value: String,
    /// The variant.
    pub ident: String,
    /// Deprecated names of it.
    pub was: Vec<String>,
    /// About the value, as Markdown of the document.
    pub description: Option<String>,
    /// Other texts that are read as it.
    pub aliases: Vec<String>,
    /// Where it comes from.
    pub source: Pointer,
}
