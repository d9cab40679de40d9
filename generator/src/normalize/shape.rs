//! Checks a document against a table of the objects of its dialect, and takes out what does not fit.

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::source::{Location, Pointer, Way};
use crate::spelling::nearest;

/// What the Schema Object is called in all dialects.
const SCHEMA_NAME: &str = "a schema";

/// An object of the OpenAPI specification.
#[derive(Debug)]
pub(crate) struct Shape {
    /// What the specification calls it, with an article.
    pub name: &'static str,
    /// Its fixed fields.
    pub fields: &'static [Field],
    /// What its other fields hold, if it has patterned fields.
    pub rest: Option<Kind>,
    /// Whether fields beside a `$ref` count.
    pub siblings: bool,
}

impl Shape {
    /// What a field of that name holds; `None` for one that means nothing.
    pub(crate) fn kind_of(&self, key: &str) -> Option<&Kind> {
        let field = self.fields.iter().find(|field| field.key == key).map(|field| &field.kind);
        field.or_else(|| self.rest.as_ref().filter(|_| !key.starts_with("x-")))
    }

    /// Whether this is the Schema Object.
    pub(crate) fn is_schema(&self) -> bool {
        self.name == SCHEMA_NAME
    }
}

/// A fixed field of an object.
#[derive(Debug)]
pub(crate) struct Field {
    pub key: &'static str,
    pub kind: Kind,
    pub presence: Presence,
}

/// Whether a field must be there.
#[derive(Debug)]
pub(crate) enum Presence {
    Optional,
    /// The object is of no use without it.
    Required,
    /// The specification requires it, but its absence does no harm: this is put in.
    Assumed(&'static str),
}

/// What a value must be.
#[derive(Debug)]
pub(crate) enum Kind {
    Any,
    Text,
    /// A text, or a list of texts.
    Texts,
    Flag,
    Number,
    Count,
    List(&'static Kind),
    Map(&'static Kind),
    Object(&'static Shape),
    /// The object, or a Reference Object that leads to one.
    Ref(&'static Shape),
    /// `true`, `false`, or a schema.
    FlagOrRef(&'static Shape),
}

impl Kind {
    /// What a value of this kind holds under `token`; `None` for something that means nothing.
    pub(super) fn member(&self, token: &str) -> Option<&Kind> {
        match self {
            Kind::List(inner) | Kind::Map(inner) => Some(inner),
            Kind::Object(shape) | Kind::Ref(shape) | Kind::FlagOrRef(shape) => shape.kind_of(token),
            _ => None,
        }
    }

    /// The object that a value of this kind is.
    pub(super) fn shape(&self) -> Option<&'static Shape> {
        match self {
            Kind::Object(shape) | Kind::Ref(shape) | Kind::FlagOrRef(shape) => Some(shape),
            _ => None,
        }
    }
}

/// A Reference Object.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    /// Where the object with the `$ref` is.
    pub at: Pointer,
    /// What it says.
    pub target: String,
    /// What it must lead to.
    pub shape: &'static Shape,
}

/// Checks `value`, removes what does not fit, and collects the references on the way.
///
/// Answers whether the value can be used: it has the right type and all that is required.
pub(crate) fn check(
    value: &mut Value,
    kind: &Kind,
    at: &Pointer,
    references: &mut Vec<Reference>,
    diagnostics: &mut Diagnostics,
) -> bool {
    Checker { references, diagnostics }.kind(value, kind, Way::From(at))
}

struct Checker<'a> {
    references: &'a mut Vec<Reference>,
    diagnostics: &'a mut Diagnostics,
}

impl Checker<'_> {
    fn kind(&mut self, value: &mut Value, kind: &Kind, at: Way<'_>) -> bool {
        let fits = match (kind, &mut *value) {
            (Kind::Any, _) => true,
            (Kind::Text | Kind::Texts, Value::String(_)) => true,
            (Kind::Flag, Value::Bool(_)) | (Kind::Number, Value::Number(_)) => true,
            (Kind::Text, Value::Number(number)) => {
                let text = number.to_string();
                self.report_number(&text, at);
                *value = Value::String(text);
                true
            }
            (Kind::Count, Value::Number(number)) => number.as_u64().is_some(),
            (Kind::List(inner), Value::Array(items)) => {
                self.list(items, inner, at);
                true
            }
            (Kind::Texts, Value::Array(items)) => {
                self.list(items, &Kind::Text, at);
                true
            }
            (Kind::Map(inner), Value::Object(members)) => {
                retain(members, |key, member| self.kind(member, inner, Way::Key(&at, key)));
                true
            }
            (Kind::FlagOrRef(_), Value::Bool(_)) => true,
            (Kind::Ref(shape) | Kind::FlagOrRef(shape), Value::Object(members)) if members.contains_key("$ref") => {
                return self.reference(members, shape, at);
            }
            (Kind::Object(shape) | Kind::Ref(shape) | Kind::FlagOrRef(shape), Value::Object(members)) => {
                return self.object(members, shape, at);
            }
            _ => false,
        };
        if !fits {
            self.report_kind(value, kind, at);
        }
        fits
    }

    /// Unfit objects leave a hole, so that pointers to what follows stay right; unfit primitives just go.
    fn list(&mut self, items: &mut Vec<Value>, kind: &Kind, at: Way<'_>) {
        let mut index = 0;
        items.retain_mut(|item| {
            let fits = self.kind(item, kind, Way::Index(&at, index));
            index += 1;
            if !fits {
                *item = hole(kind);
            }
            fits || matches!(kind, Kind::Object(_) | Kind::Ref(_) | Kind::FlagOrRef(_))
        });
    }

    fn reference(&mut self, members: &mut Map<String, Value>, shape: &'static Shape, at: Way<'_>) -> bool {
        let Some(Value::String(target)) = members.get("$ref") else {
            self.report_kind(&members["$ref"], &Kind::Text, Way::Key(&at, "$ref"));
            return false;
        };
        self.references.push(Reference { at: at.pointer(), target: target.clone(), shape });
        if shape.siblings {
            return self.object(members, shape, at);
        }
        let siblings: Vec<_> = members.keys().filter(|key| *key != "$ref" && !key.starts_with("x-")).collect();
        if let Some(first) = siblings.first() {
            let list = siblings.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            self.diagnostics.push(
                Diagnostic::new(
                    &code::REF_SIBLINGS,
                    Location::Key(at.pointer().key(first)),
                    format!("{list} beside `$ref` is ignored"),
                )
                .instead("what the reference leads to, as it is")
                .help("put the `$ref` into an `allOf` of one, and these beside the `allOf`"),
            );
        }
        true
    }

    fn object(&mut self, members: &mut Map<String, Value>, shape: &'static Shape, at: Way<'_>) -> bool {
        let present: Vec<&str> =
            shape.fields.iter().map(|field| field.key).filter(|key| members.contains_key(*key)).collect();
        retain(members, |key, member| {
            let at = Way::Key(&at, key);
            match shape.kind_of(key) {
                Some(kind) => self.kind(member, kind, at),
                None if key.starts_with("x-") => true,
                None => self.unknown(key, shape, at),
            }
        });
        let absent = shape.fields.iter().filter(|field| {
            let reported = present.contains(&field.key);
            !self.presence(members, field, shape, at, reported)
        });
        let absent = absent.count();
        absent == 0
    }

    /// Puts in what may be assumed; `reported` says that the field was there but of no use.
    fn presence(
        &mut self,
        members: &mut Map<String, Value>,
        field: &Field,
        shape: &Shape,
        at: Way<'_>,
        reported: bool,
    ) -> bool {
        if matches!(field.presence, Presence::Optional) || members.contains_key(field.key) {
            return true;
        }
        if !reported {
            let message = format!("{} has no `{}`", shape.name, field.key);
            let instead = match field.presence {
                Presence::Assumed(_) => "the object with an empty one",
                _ => "nothing: the object is ignored",
            };
            let diagnostic = Diagnostic::new(&code::MISSING_FIELD, at.pointer(), message).instead(instead);
            self.diagnostics.push(diagnostic.help(format!("add `{}`, as OpenAPI requires", field.key)));
        }
        match field.presence {
            Presence::Assumed(json) => {
                members.insert(field.key.to_owned(), serde_json::from_str(json).unwrap_or_default());
                true
            }
            _ => false,
        }
    }

    /// Unknown fields are kept: a reference may lead there.
    fn unknown(&mut self, key: &str, shape: &Shape, at: Way<'_>) -> bool {
        let near = nearest(key, shape.fields.iter().map(|field| field.key));
        let help = match near {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("remove it, or name it `x-{key}`"),
        };
        self.diagnostics.push(
            Diagnostic::new(
                &code::UNKNOWN_FIELD,
                Location::Key(at.pointer()),
                format!("{} has no field `{key}`", shape.name),
            )
            .instead("nothing for it")
            .help(help),
        );
        true
    }

    /// An unquoted `1.10` in YAML is the number 1.1, whatever was meant.
    fn report_number(&mut self, text: &str, at: Way<'_>) {
        let name = at.last().unwrap_or_default();
        let message = format!("`{name}` is a number, but should be a string");
        self.diagnostics.push(
            Diagnostic::new(&code::NUMBER_AS_TEXT, at.pointer(), message)
                .help("write it in quotes")
                .instead(format!("the text `{text}`")),
        );
    }

    fn report_kind(&mut self, value: &Value, kind: &Kind, at: Way<'_>) {
        let name = at.last().map_or_else(|| "the document".to_owned(), |key| format!("`{key}`"));
        let message = format!("{name} is {}, but should be {}", kind_of(value), expected(kind));
        self.diagnostics
            .push(Diagnostic::new(&code::WRONG_KIND, at.pointer(), message).instead("nothing: the value is ignored"));
    }
}

/// What stands for an object that cannot be used: a schema that allows anything, else null.
pub(crate) fn hole(kind: &Kind) -> Value {
    match kind {
        Kind::Ref(shape) | Kind::FlagOrRef(shape) if shape.is_schema() => Value::Object(Map::new()),
        _ => Value::Null,
    }
}

/// Keeps the members for which `keep` answers true.
fn retain(members: &mut Map<String, Value>, mut keep: impl FnMut(&str, &mut Value) -> bool) {
    members.retain(|key, member| keep(key, member));
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Any => "anything".to_owned(),
        Kind::Text => "a string".to_owned(),
        Kind::Texts => "a string or a list of strings".to_owned(),
        Kind::Flag => "`true` or `false`".to_owned(),
        Kind::Number => "a number".to_owned(),
        Kind::Count => "a whole number that is not negative".to_owned(),
        Kind::List(_) => "a list".to_owned(),
        Kind::Map(_) => "a map".to_owned(),
        Kind::Object(shape) => shape.name.to_owned(),
        Kind::Ref(shape) => format!("{} or a reference", shape.name),
        Kind::FlagOrRef(shape) => format!("a boolean, {} or a reference", shape.name),
    }
}
