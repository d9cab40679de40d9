//! Names of Rust items in a configuration.

use serde::Deserialize;

/// A type of Rust, as it is written anywhere in the emitted crate: `crate::Money`, `uuid::Uuid`, `std::sync::Arc<str>`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(try_from = "String")]
pub struct RustType(String);

/// The path of a macro for `#[derive]`: `Hash`, `serde::Serialize`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(try_from = "String")]
pub struct DerivePath(String);

impl RustType {
    /// The type.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl DerivePath {
    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the trait, without its path.
    pub fn name(&self) -> &str {
        self.0.rsplit("::").next().unwrap_or_default().trim()
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

impl TryFrom<String> for DerivePath {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        use syn::parse::Parser;
        match syn::Path::parse_mod_style.parse_str(&text) {
            Ok(_) => Ok(Self(text)),
            Err(_) => Err(format!("`{text}` is not the path of a derive macro, such as `serde::Serialize`")),
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
            assert!(DerivePath::try_from(bad.to_owned()).is_err(), "{bad}");
        }
        assert_eq!(DerivePath::try_from("serde::Serialize".to_owned()).as_ref().map(DerivePath::name), Ok("Serialize"));
        assert!(DerivePath::try_from("Arc<str>".to_owned()).is_err());
    }
}
