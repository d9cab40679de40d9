//! Holds the tests beside it.
