//! Unions: which type a value is read as, and that nothing of it is lost.

use serde_json::{Value, json};

use super::{DecodeError, FromJson, JsonReader, JsonWriter, Required, ToJson, from_slice, to_vec};

#[derive(Clone)]
enum Kind {
    Cat,
    Unknown(String),
}

impl Kind {
    fn as_str(&self) -> &str {
        match self {
            Self::Cat => "cat",
            Self::Unknown(text) => text,
        }
    }
}

impl From<String> for Kind {
    fn from(text: String) -> Self {
        if text == "cat" { Self::Cat } else { Self::Unknown(text) }
    }
}

crate::impl_string_enum!(Kind);

#[derive(Clone)]
struct Cat {
    kind: Kind,
    lives: Option<i64>,
}

impl FromJson for Cat {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        let mut kind = Required::<Kind>::default();
        let mut lives = None;
        json.object(&mut [("kind", &mut kind), ("lives", &mut lives)])?;
        Ok(Self { kind: kind.take("kind", json)?, lives })
    }
}

impl ToJson for Cat {
    fn to_json(&self, json: &mut JsonWriter) {
        json.begin_object();
        json.fields(&[("kind", &self.kind), ("lives", &self.lives)]);
        json.end_object();
    }
}

#[derive(Clone, Default)]
struct Dog {
    name: Option<String>,
    friends: Option<Vec<Pet>>,
}

impl FromJson for Dog {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        let mut model = Self::default();
        json.object(&mut [("name", &mut model.name), ("friends", &mut model.friends)])?;
        Ok(model)
    }
}

impl ToJson for Dog {
    fn to_json(&self, json: &mut JsonWriter) {
        json.begin_object();
        json.fields(&[("name", &self.name), ("friends", &self.friends)]);
        json.end_object();
    }
}

#[derive(Clone)]
enum Pet {
    Cat(Cat),
    Dog(Box<Dog>),
    Number(i64),
    Text(String),
    Unknown(Value),
}

impl FromJson for Pet {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        json.union(
            &[
                |json| json.value().map(Self::Cat),
                |json| json.value().map(Self::Dog),
                |json| json.value().map(Self::Number),
                |json| json.value().map(Self::Text),
            ],
            Self::Unknown,
        )
    }
}

impl ToJson for Pet {
    fn to_json(&self, json: &mut JsonWriter) {
        match self {
            Self::Cat(value) => value.to_json(json),
            Self::Dog(value) => value.to_json(json),
            Self::Number(value) => value.to_json(json),
            Self::Text(value) => value.to_json(json),
            Self::Unknown(value) => value.to_json(json),
        }
    }
}

/// The same animals, told apart by a member that dogs do not hold themselves.
enum Tagged {
    Cat(Cat),
    Dog(Box<Dog>),
    Unknown(Value),
}

impl FromJson for Tagged {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        json.tagged(
            "kind",
            &[(&["cat"], |json| json.value().map(Self::Cat)), (&["dog", "puppy"], |json| json.value().map(Self::Dog))],
            Self::Unknown,
        )
    }
}

impl ToJson for Tagged {
    fn to_json(&self, json: &mut JsonWriter) {
        match self {
            Self::Cat(value) => value.to_json(json),
            Self::Dog(value) => json.tagged("kind", "dog", value),
            Self::Unknown(value) => value.to_json(json),
        }
    }
}

fn name(pet: &Pet) -> &'static str {
    match pet {
        Pet::Cat(_) => "cat",
        Pet::Dog(_) => "dog",
        Pet::Number(_) => "number",
        Pet::Text(_) => "text",
        Pet::Unknown(_) => "unknown",
    }
}

fn read<T: FromJson>(value: &Value) -> Result<T, DecodeError> {
    from_slice(value.to_string().as_bytes())
}

fn written(value: &dyn ToJson) -> Value {
    serde_json::from_slice(&to_vec(value).expect("JSON")).expect("JSON")
}

#[test]
fn a_value_has_the_type_that_it_fits_best() {
    for (value, expected) in [
        (json!({"kind": "cat", "lives": 9}), "cat"),
        (json!({"name": "Rex"}), "dog"),
        (json!({}), "dog"),
        // Required of cats, but the name is not theirs: each would lose something.
        (json!({"kind": "cat", "name": "Rex"}), "unknown"),
        // The cat cannot be one, but knows what the dog would lose.
        (json!({"kind": "cat", "lives": "nine"}), "unknown"),
        (json!({"lives": 9}), "unknown"),
        // Nobody knows the colour, so it does not count.
        (json!({"kind": "cat", "colour": "red"}), "cat"),
        (json!({"kind": "cow"}), "cat"),
        (json!(7), "number"),
        (json!(7.5), "unknown"),
        (json!("seven"), "text"),
        (json!(null), "unknown"),
        (json!([1]), "unknown"),
        (json!({"name": "Rex", "friends": [{"kind": "cat"}, 7, {"name": "Fido", "friends": []}]}), "dog"),
    ] {
        let pet: Pet = read(&value).expect("any JSON is a pet");
        assert_eq!(name(&pet), expected, "{value}");
        let mut value = value;
        if let Some(object) = value.as_object_mut() {
            object.remove("colour");
        }
        assert_eq!(written(&pet), value);
    }
}

/// Several ways to read what stands in a text or a number.
enum Scalar {
    Float(f64),
    Integer(i64),
    Time(#[allow(dead_code, reason = "only which type it is counts")] jiff::Timestamp),
    Text(String),
    Unknown,
}

impl FromJson for Scalar {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        json.union(
            &[
                |json| json.value().map(Self::Float),
                |json| json.value().map(Self::Integer),
                |json| json.value().map(Self::Time),
                |json| json.value().map(Self::Text),
            ],
            |_| Self::Unknown,
        )
    }
}

#[test]
fn what_is_written_as_it_was_read_fits_best() {
    let read = |text: &str| from_slice::<Scalar>(text.as_bytes()).expect("a scalar");
    assert!(matches!(read("9007199254740993"), Scalar::Integer(9_007_199_254_740_993)));
    assert!(matches!(read("18446744073709551615"), Scalar::Unknown));
    assert!(matches!(read("1.0"), Scalar::Float(1.0)));
    assert!(matches!(read(r#""7""#), Scalar::Text(text) if text == "7"));
    assert!(matches!(read(r#""2024-07-01T12:00:00Z""#), Scalar::Time(_)));
    assert!(matches!(read(r#""2024-07-01T12:00:00.000Z""#), Scalar::Text(_)));
    assert!(matches!(read("true"), Scalar::Unknown));
}

/// A union of nothing but another, which is of nothing but the first.
#[derive(Debug)]
struct Circle(#[allow(dead_code, reason = "there is none")] Box<Round>);

#[derive(Debug)]
enum Round {
    Circle(#[allow(dead_code, reason = "there is none")] Circle),
    Unknown,
}

impl FromJson for Circle {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        json.union(&[|json| json.value().map(Self)], |_| Self(Box::new(Round::Unknown)))
    }
}

impl FromJson for Round {
    fn from_json(json: &mut JsonReader<'_>) -> Result<Self, DecodeError> {
        json.union(&[|json| json.value().map(Self::Circle)], |_| Self::Unknown)
    }
}

#[test]
fn unions_of_each_other_end() {
    assert!(matches!(from_slice::<Round>(b"7").expect("anything"), Round::Circle(_)));
}

#[test]
fn what_follows_a_union_is_read() {
    let pets: Vec<Pet> = read(&json!([{"kind": "cat"}, "a", 1, null, {"x": [1, {"y": 2}]}, "z"])).expect("pets");
    assert_eq!(pets.iter().map(name).collect::<Vec<_>>(), ["cat", "text", "number", "unknown", "dog", "text"]);
    assert!(from_slice::<Pet>(b"{\"kind\": \"cat\"").is_err());
    assert!(from_slice::<Vec<Pet>>(b"[1 2]").is_err());
}

#[test]
fn values_of_hostile_depth_are_read_in_time() {
    // Each level could be read as two types, each of which reads all levels below.
    let (deep, open) = (40, r#"{"friends":[{"kind":1},"#);
    let text = format!("{}{{}}{}", open.repeat(deep), "]}".repeat(deep));
    let pet: Pet = from_slice(text.as_bytes()).expect("JSON");
    assert_eq!(written(&pet).to_string(), text);
}

#[test]
fn a_tag_says_which_type_counts() {
    let dog: Tagged = read(&json!({"name": "Rex", "kind": "puppy"})).expect("a dog");
    assert!(matches!(&dog, Tagged::Dog(dog) if dog.name.as_deref() == Some("Rex")));
    assert_eq!(to_vec(&dog).expect("JSON"), br#"{"kind":"dog","name":"Rex"}"#);
    let cat: Tagged = read(&json!({"lives": 9, "kind": "cat"})).expect("a cat");
    assert!(matches!(&cat, Tagged::Cat(cat) if cat.lives == Some(9)));
    for value in [json!({"kind": "cow", "milk": 3}), json!({"kind": "cow"}), json!("cat")] {
        let unknown: Tagged = read(&value).expect("any JSON");
        assert!(matches!(unknown, Tagged::Unknown(_)), "{value}");
        assert_eq!(written(&unknown), value);
    }
    let error = read::<Tagged>(&json!({"kind": "cat", "lives": "nine"})).err().expect("cats have a number of lives");
    assert_eq!(error.to_string(), "$.lives: expected an integer in the range of i64 (at byte 28)");
    // Without a tag it is a matter of what fits.
    assert!(matches!(read(&json!({"name": "Rex"})).expect("a dog"), Tagged::Dog(_)));
    assert!(matches!(read(&json!({"kind": 1, "name": "Rex"})).expect("any JSON"), Tagged::Unknown(_)));
}
