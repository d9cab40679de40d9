//! A value of any type that does not show up in logs.

use std::fmt;
use std::ops::{Deref, DerefMut};

/// A value that is not for everybody's eyes and is no mere text, such as settings with passwords in them. For texts
/// there is [`Secret`](crate::Secret).
///
/// `Debug` does not show it; it goes over the wire as it is.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Redacted<T>(pub T);

impl<T> fmt::Debug for Redacted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redacted(..)")
    }
}

impl<T> From<T> for Redacted<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for Redacted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Redacted<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_value_is_shown() {
        let value = Redacted::from(vec!["hush"]);
        assert_eq!(format!("{value:?} {:#?}", Some(&value)).matches("hush").count(), 0);
        assert_eq!(value.first(), Some(&"hush"));
    }
}
