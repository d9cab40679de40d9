//! Names of Rust items in a configuration.

use serde::Deserialize;

/// A type of Rust, as it is written anywhere in the emitted crate: `crate::Money`, `uuid::Uuid`, `std::sync::Arc<str>`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(try_from = "String")]
pub struct RustType(String);

impl RustType {
    /// The type.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for RustType {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match syn::parse_str::<syn::TypePath>(&text) {
            Ok(ty) if ty.qself.is_none() => Ok(Self(text)),
            _ => Err(format!("`{text}` is not the path of a Rust type, such as `crate::Money`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_are_taken() {
        for good in ["u64", "crate::Money", "::uuid::Uuid", "std::sync::Arc<str>"] {
            assert!(RustType::try_from(good.to_owned()).is_ok(), "{good}");
        }
        for bad in ["", "&str", "a b", "(u8, u8)", "<T as U>::V", "Money; fn x() {}", "crate::"] {
            assert!(RustType::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
