//! Types: what the values of a request or an answer look like.

use serde_json::Value;

use crate::source::Pointer;

/// An index into [`Api::types`](super::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// The type of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Type {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer(IntegerFormat),
    /// A number.
    Number(NumberFormat),
    /// Text, or something written as text.
    String(StringFormat),
    /// A list.
    Array(Box<Type>),
    /// An object whose members all have this type.
    Map(Box<Type>),
    /// A type with a definition.
    Named(TypeId),
    /// The type, or null.
    Nullable(Box<Type>),
    /// A type that is written by hand, by its path in Rust.
    Foreign(String),
    /// Any JSON value.
    #[default]
    Any,
}

/// The range of a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say all")]
pub enum IntegerFormat {
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Int128,
    UInt128,
}

/// The precision of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFormat {
    /// IEEE 754 binary32.
    Float,
    /// IEEE 754 binary64.
    Double,
}

/// What a text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StringFormat {
    /// Itself.
    Plain,
    /// Base64 of bytes.
    Byte,
    /// RFC 3339 full-date.
    Date,
    /// RFC 3339 date-time.
    DateTime,
    /// RFC 9110 HTTP-date.
    DateTimeRfc1123,
    /// ISO 8601 duration.
    Duration,
    /// RFC 9562.
    Uuid,
    /// RFC 3986.
    Uri,
    /// Bytes, where there is a way to hold them.
    Binary,
    /// Something that must not be shown.
    Password,
}

/// A type with a name.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// The name of the component, or words that say where the type is used.
    pub name: String,
    /// What it looks like.
    pub shape: Shape,
    /// Its title, or one line about it.
    pub title: Option<String>,
    /// What the document says of it.
    pub description: Option<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Where it is.
    pub at: Pointer,
}

/// What a named type looks like.
#[derive(Clone, Debug)]
pub enum Shape {
    /// An object with known members.
    Object(Object),
    /// One of some texts, or one that the document does not know yet.
    Enum(Vec<EnumValue>),
    /// A value of one of several types, or one that the document does not know yet.
    Union(Union),
    /// Another name for a type.
    Alias(Type),
}

/// A value of an enum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnumValue {
    /// The text on the wire.
    pub value: String,
    /// What clients should call it, if not by its text.
    pub client_name: Option<String>,
    /// What the document says of it.
    pub description: Option<String>,
    /// Other texts that mean the same when they are read.
    pub aliases: Vec<String>,
    /// Where it is.
    pub at: Pointer,
}

/// A value of one of several types (OAS 3.0.3 section 4.7.24, `oneOf` and `anyOf`).
#[derive(Clone, Debug, Default)]
pub struct Union {
    /// The member whose text tells which (OAS Discriminator Object). Without it, a value has the type that it fits best.
    pub tag: Option<String>,
    /// The types, in the document's order.
    pub branches: Vec<Branch>,
}

/// One of the types of a union.
#[derive(Clone, Debug, Default)]
pub struct Branch {
    /// Words for it: the name of its schema, else what it looks like. No other branch has the same.
    pub name: String,
    /// The type.
    pub ty: Type,
    /// The texts of the tag that stand for it.
    pub values: Vec<String>,
    /// Whether values of the type hold the tag themselves.
    pub holds_tag: bool,
    /// What the document says of it.
    pub description: Option<String>,
    /// Where it is.
    pub at: Pointer,
}

/// An object with known members.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// The members, by name.
    pub properties: Vec<Property>,
    /// The type of all other members, if there may be others that matter.
    pub rest: Option<Type>,
    /// What is where in it, if it is a page of a list.
    pub page: Option<Page>,
}

/// What is where in a page of a list: indices of properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The items: an array.
    pub items: usize,
    /// The link to the next page: a string. Without it, there is only one.
    pub next_link: Option<usize>,
}

/// A member of an object.
#[derive(Clone, Debug, Default)]
pub struct Property {
    /// Its name on the wire.
    pub name: String,
    /// What clients should call it, if not by that name.
    pub client_name: Option<String>,
    /// Its type.
    pub ty: Type,
    /// Whether it is always there.
    pub required: bool,
    /// Whether it is only sent by the service.
    pub read_only: bool,
    /// Whether it is only sent by callers.
    pub write_only: bool,
    /// Whether its value must not be shown.
    pub secret: bool,
    /// What the document says of it.
    pub description: Option<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// What values it may have.
    pub bounds: Bounds,
    /// Where it is.
    pub at: Pointer,
}

/// What values are allowed, for the documentation: the service enforces it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bounds {
    /// What the service takes when nothing is sent.
    pub default: Option<Value>,
    /// The least number, and whether it is itself excluded.
    pub minimum: Option<(String, bool)>,
    /// The greatest number, and whether it is itself excluded.
    pub maximum: Option<(String, bool)>,
    /// The number that values are multiples of.
    pub multiple_of: Option<String>,
    /// The least and the greatest number of characters.
    pub length: (Option<usize>, Option<usize>),
    /// The least and the greatest number of items or members.
    pub count: (Option<usize>, Option<usize>),
    /// Whether items may not repeat.
    pub unique: bool,
    /// The regular expression that texts match.
    pub pattern: Option<String>,
    /// The values themselves, as JSON, if they are not texts: those are an enum.
    pub values: Vec<String>,
}

impl Shape {
    /// The types of what values hold.
    pub fn types(&self) -> Vec<&Type> {
        match self {
            Shape::Object(object) => {
                object.properties.iter().map(|property| &property.ty).chain(&object.rest).collect()
            }
            Shape::Union(union) => union.branches.iter().map(|branch| &branch.ty).collect(),
            Shape::Alias(ty) => vec![ty],
            Shape::Enum(_) => Vec::new(),
        }
    }
}

impl Type {
    /// The type without null.
    pub fn non_null(&self) -> &Type {
        match self {
            Type::Nullable(inner) => inner.non_null(),
            ty => ty,
        }
    }

    /// How many lists and maps stand in each other.
    pub fn layers(&self) -> usize {
        match self {
            Type::Array(inner) | Type::Map(inner) => 1 + inner.layers(),
            Type::Nullable(inner) => inner.layers(),
            _ => 0,
        }
    }

    /// The type, or null.
    #[must_use]
    pub fn or_null(self, nullable: bool) -> Type {
        match self {
            Type::Any | Type::Nullable(_) => self,
            ty if nullable => Type::Nullable(Box::new(ty)),
            ty => ty,
        }
    }

    /// Calls `visit` with each named type that this type mentions.
    pub fn for_each_named(&self, visit: &mut dyn FnMut(TypeId)) {
        match self {
            Type::Named(id) => visit(*id),
            Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => inner.for_each_named(visit),
            _ => {}
        }
    }
}
