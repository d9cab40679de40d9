//! Macros that emitted models use.

/// Implements serde's `Serialize` and `Deserialize` for types that are [`ToJson`](crate::ToJson) and
/// [`FromJson`](crate::FromJson).
///
/// Only self-describing formats can be read, since the shape is found in the JSON that the input is turned into.
#[macro_export]
macro_rules! impl_serde {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::serde::Serialize for $type {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::json::bridge::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::json::bridge::deserialize(deserializer)
            }
        }
    )+};
}

/// Implements `Debug` and `PartialEq` for types that are [`ToJson`](crate::ToJson): both look at the JSON of a value.
///
/// `Debug` shows the members that are there, and no secrets. Two values are equal if their JSON is.
///
/// ```
/// # use bindery_runtime as rt;
/// struct Point { x: i32, y: Option<i32> }
///
/// impl rt::ToJson for Point {
///     fn to_json(&self, json: &mut rt::JsonWriter) {
///         json.begin_object();
///         json.fields(&[("x", &self.x), ("y", &self.y)]);
///         json.end_object();
///     }
/// }
///
/// rt::impl_model!(Point);
///
/// assert_eq!(format!("{:?}", Point { x: 1, y: None }), r#"Point {"x":1}"#);
/// assert_ne!(Point { x: 1, y: None }, Point { x: 1, y: Some(2) });
/// ```
#[macro_export]
macro_rules! impl_model {
    ($($type:ty),+ $(,)?) => {$(
        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::json::model::debug(::core::stringify!($type), self, f)
            }
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::json::model::equal(self, other)
            }
        }
    )+};
}

/// Implements `Debug` for requests: types with a field `client` whose `core` is a [`Client`](crate::Client), a field
/// `options` and a method `call` that makes the [`Call`](crate::Call) for a [`View`](crate::View). The parameters show by
/// their names on the wire, and no secrets.
#[macro_export]
macro_rules! impl_request {
    ($($type:ty),+ $(,)?) => {$(
        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let call = self.call($crate::View::Debug);
                $crate::debug_request(::core::stringify!($type), self.client.core(), &call, &self.options, f)
            }
        }
    )+};
}

/// Implements [`ToJson`](crate::ToJson), [`FromJson`](crate::FromJson), [`ToText`](crate::ToText) and
/// [`FromText`](crate::FromText) for types that are a text wherever they are sent: that of their `Display`, which
/// their `FromStr` reads.
///
/// ```
/// # use bindery_runtime as rt;
/// #[derive(Clone, Debug, PartialEq)]
/// struct Port(u16);
///
/// impl std::fmt::Display for Port {
///     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         self.0.fmt(f)
///     }
/// }
///
/// impl std::str::FromStr for Port {
///     type Err = std::num::ParseIntError;
///
///     fn from_str(text: &str) -> Result<Self, Self::Err> {
///         text.parse().map(Self)
///     }
/// }
///
/// rt::impl_as_text!(Port);
///
/// let read = |json: &str| rt::JsonReader::new(json.as_bytes()).value::<Port>();
/// assert_eq!(read(r#""80""#).ok(), Some(Port(80)));
/// assert!(read("80").is_err() && read(r#""a""#).is_err());
/// assert_eq!(rt::ToText::to_text(&Port(80)), "80");
/// ```
#[macro_export]
macro_rules! impl_as_text {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::ToJson for $type {
            fn to_json(&self, json: &mut $crate::JsonWriter) {
                json.string(&::std::string::ToString::to_string(self));
            }
        }

        impl $crate::FromJson for $type {
            fn from_json(json: &mut $crate::JsonReader<'_>) -> ::core::result::Result<Self, $crate::DecodeError> {
                let read = <Self as ::core::str::FromStr>::from_str(json.str()?);
                read.map_err(|error| json.error(::std::string::ToString::to_string(&error)))
            }
        }

        impl $crate::ToText for $type {
            fn write_text(&self, out: &mut ::std::string::String) {
                out.push_str(&::std::string::ToString::to_string(self));
            }
        }

        impl $crate::FromText for $type {
            fn from_text(text: &str) -> ::core::result::Result<Self, $crate::TextError> {
                let read = <Self as ::core::str::FromStr>::from_str(text);
                read.map_err(|error| $crate::TextError::from(::std::string::ToString::to_string(&error)))
            }
        }
    )+};
}

/// Implements what a set of strings needs, for enums with `fn as_str(&self) -> &str`, `impl From<String>` and a variant
/// `Unknown(String)`: JSON, `Debug`, `Display`, comparison and hashing of the text, and `From<&str>`.
#[macro_export]
macro_rules! impl_string_enum {
    ($($type:ty),+ $(,)?) => {$(
        $crate::impl_string_enum_parts!($type);

        impl $crate::FromJson for $type {
            #[inline]
            fn from_json(json: &mut $crate::JsonReader<'_>) -> ::core::result::Result<Self, $crate::DecodeError> {
                let value: Self = json.str()?.into();
                if let Self::Unknown(_) = value {
                    json.unlisted();
                }
                ::core::result::Result::Ok(value)
            }
        }

        impl ::core::convert::From<&str> for $type {
            #[inline]
            fn from(text: &str) -> Self {
                <Self as ::core::convert::From<::std::string::String>>::from(text.into())
            }
        }
    )+};
}

/// Implements what a set of strings that has no others needs, for enums with `fn as_str(&self) -> &str` and
/// `impl FromStr`: JSON, `Debug`, `Display`, comparison and hashing of the text.
#[macro_export]
macro_rules! impl_closed_string_enum {
    ($($type:ty),+ $(,)?) => {$(
        $crate::impl_string_enum_parts!($type);

        impl $crate::FromJson for $type {
            #[inline]
            fn from_json(json: &mut $crate::JsonReader<'_>) -> ::core::result::Result<Self, $crate::DecodeError> {
                let value = <Self as ::core::str::FromStr>::from_str(json.str()?);
                value.map_err(|error| json.error(::std::string::ToString::to_string(&error)))
            }
        }
    )+};
}

/// What open and closed sets of strings have alike.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_string_enum_parts {
    ($type:ty) => {
        impl $crate::ToJson for $type {
            #[inline]
            fn to_json(&self, json: &mut $crate::JsonWriter) {
                json.string(self.as_str());
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::core::cmp::Eq for $type {}

        impl ::core::cmp::PartialOrd for $type {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(self.cmp(other))
            }
        }

        impl ::core::cmp::Ord for $type {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::core::hash::Hash for $type {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }
    };
}

/// Implements [`ToText`](crate::ToText) and [`FromText`](crate::FromText) for sets of strings that stand in parameters
/// or headers; see [`impl_string_enum!`](crate::impl_string_enum).
#[macro_export]
macro_rules! impl_string_enum_text {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::ToText for $type {
            #[inline]
            fn write_text(&self, out: &mut ::std::string::String) {
                out.push_str(self.as_str());
            }
        }

        impl $crate::FromText for $type {
            #[inline]
            fn from_text(text: &str) -> ::core::result::Result<Self, $crate::TextError> {
                ::core::result::Result::Ok(text.into())
            }
        }
    )+};
}

/// Implements [`ToText`](crate::ToText) and [`FromText`](crate::FromText) for sets of strings that have no others; see
/// [`impl_closed_string_enum!`](crate::impl_closed_string_enum).
#[macro_export]
macro_rules! impl_closed_string_enum_text {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::ToText for $type {
            #[inline]
            fn write_text(&self, out: &mut ::std::string::String) {
                out.push_str(self.as_str());
            }
        }

        impl $crate::FromText for $type {
            #[inline]
            fn from_text(text: &str) -> ::core::result::Result<Self, $crate::TextError> {
                <Self as ::core::str::FromStr>::from_str(text)
            }
        }
    )+};
}
