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

/// Implements everything a set of strings needs, for types with `fn as_str(&self) -> &str` and `impl From<String>`:
/// text, JSON, serde, `Display`, `FromStr`, `AsRef<str>` and `From<&str>`.
#[macro_export]
macro_rules! impl_string_enum {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::ToText for $type {
            fn write_text(&self, out: &mut ::std::string::String) {
                out.push_str(self.as_str());
            }
        }

        impl $crate::FromText for $type {
            fn from_text(text: &str) -> ::core::result::Result<Self, $crate::TextError> {
                ::core::result::Result::Ok(text.into())
            }
        }

        impl $crate::ToJson for $type {
            fn to_json(&self, json: &mut $crate::JsonWriter) {
                json.string(self.as_str());
            }
        }

        impl $crate::FromJson for $type {
            fn from_json(json: &mut $crate::JsonReader<'_>) -> ::core::result::Result<Self, $crate::DecodeError> {
                json.str().map(::core::convert::Into::into)
            }
        }

        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::convert::From<&str> for $type {
            fn from(text: &str) -> Self {
                <Self as ::core::convert::From<::std::string::String>>::from(text.into())
            }
        }

        impl ::core::str::FromStr for $type {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(text.into())
            }
        }

        $crate::impl_serde!($type);
    )+};
}
