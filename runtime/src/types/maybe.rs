//! A member that can be missing, `null`, or there.

/// A value that is optional **and** nullable: leaving it out and sending `null` mean different things, as in
/// JSON merge patch (RFC 7396).
///
/// ```json
/// {}               // Absent
/// {"limit": null}  // Null
/// {"limit": 5}     // Value(5)
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maybe<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// Returns the value, if there is one.
    pub fn get(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns the value, if there is one.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Says whether the member is missing.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Says whether the member is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` becomes [`Null`](Maybe::Null): who has nothing to say keeps the default.
impl<T> From<Option<T>> for Maybe<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}
