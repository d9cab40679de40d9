//! The layout is that of `prettyplease`, at each width, or there is none.

use proc_macro2::TokenStream;

use super::file;

/// Items with `NAME` in them, which is given each length so that lines break everywhere.
const ITEMS: &[&str] = &[
    "use a::NAME; pub use b::{NAME, c::*, d as e, self}; pub(crate) use f::{NAME};",
    "use a::{A, B, NAME, C, D, NAME, E, F, NAME, G};",
    "mod a; pub mod NAME; /** Doc. */ pub mod types { //! Inner.
        pub use NAME::a; pub struct A; }"
        ,
    "#![forbid(unsafe_code)] #![doc = include_str!(\"NAME\")] #![cfg_attr(not(all(feature = \"a\", feature = \"NAME\")), b)]",
    "/// One `\"quoted\"` \\ line.\n///\n/// Two.\n#[derive(Clone, Debug, NAME,)] #[must_use = \"NAME\"] #[non_exhaustive]
     pub struct A { /// About.\n pub(crate) a: NAME, pub b: Option<Vec<NAME>>, c: [u8] }",
    "pub enum A { B, /// C.\n C(NAME), D(String, Vec<NAME>) }",
    "pub type NAME<T = Vec<NAME>> = a::B<T, NAME>; type A = (); type B = (NAME, u8); type C<'a> = &'a mut (u8, NAME,);",
    "static A: a::B = a::B { id: \"NAME\", method: c::D::GET, security: &[&[\"NAME\"], &[]], none: None };",
    "const NAME: &str = \"NAME\"; pub const B: Self = Self::NAME;",
    "a::b!(NAME); #[cfg(feature = \"a\")] b!(NAME, a.b(), &mut c[d], \"e\", x => y, a::B::<C>::d(!e), { f; g });",
    "impl A { pub fn NAME(mut self, value: impl Into<NAME>) -> Self { self.NAME = Some(value.into()); self } }",
    "impl a::NAME<B> for C<NAME> { type Item = NAME<C>; type D = Vec<NAME>; #[inline] fn a(&self) -> Option<&str> { None } }",
    "impl<'a, T> A<'a, T> { pub(crate) async fn a<B>(&mut self, b: &'static str, (c, NAME): (B, T)) {} }",
    "fn a(b: NAME, c: &dyn NAME, d: impl E<Item = impl Into<NAME>> + 'static, e: &[&str]) -> Result<NAME, Box<dyn F>> { g() }",
];

/// Bodies of functions, likewise.
const BODIES: &[&str] = &[
    "let a = NAME; let mut b: Vec<NAME> = Default::default(); let (c, d) = (e.clone(), NAME); let f;",
    "let _ = a.NAME; a.b.NAME = c.d(NAME)?; *e = f; !g",
    "NAME.a().b(c).d()?.e().await?.f::<NAME, _>(g)",
    "self.a(NAME)",
    "self.NAME(NAME).b",
    "json.object(&mut [(\"NAME\", &mut model.NAME), (\"a\", &mut b)])?; Ok(a)",
    "ab.c(NAME)",
    "abcde.c(NAME)",
    "abcd(NAME).c(NAME)",
    "a::b(NAME, c)?.d(NAME)",
    "a(b)(c)",
    "a.b(NAME, |c| d(c), NAME); a.b(|c| c.d(NAME)); a.b(|()| NAME); a.b(|c, d| { e; f }); a.b(move || &**NAME)",
    "a(|b| c + NAME); a(|b| { NAME }); a(|b| C { d: NAME }); a(|b| match c { _ => NAME }); a(|b| c = NAME); a(|_| !NAME(b))",
    "Self { client, NAME, options: a::B::new(), c: NAME, ..Default::default() }",
    "A {}",
    "A { b }",
    "A { NAME: NAME }",
    "A { ..B::new(NAME) }",
    "(A { b: C { d: NAME } }, [E { f }, E { NAME }], (), (NAME,))",
    "a(B { c: NAME }); a([b, NAME]); a((b, NAME)); a({ b; NAME }); a([\"b\", \"NAME\"],); vec![\"a\", \"NAME\", \"b\"]",
    "match a.b().c() { 200 => Ok(NAME.json()?), 400..=499 => Err(NAME), \"a\" | \"b\" | \"NAME\" => Self::A, _ => return NAME }",
    "match a { Some(b) if b.c() => d, A::B | A::NAME | A::C => { e(NAME) } None => { f(NAME); } _ => {} }",
    "match &self.a { Some(value) => { if let Some(a) = b { NAME } } None => call.content_type(\"NAME\"), (a, _) => b = NAME, }",
    "match a { A::B(c) => match d { _ => NAME }, &mut e => if f { NAME } else { g }, true => NAME { h }, mut i => i.j = 1 }",
    "if let Some(value) = &self.NAME { call.header(\"NAME\", value); }",
    "if a.NAME() { b } else if NAME { c; } else { d(NAME) }",
    "if a { b } else { c };",
    "if *NAME.await? { println!(\"it is there\"); } a",
    "let a = if NAME { b } else { c }; let d = match e { _ => NAME }; let f = { NAME; g };",
    "while let Some(item) = NAME.next().await { let item = item?; println!(\"{item:?} {}\", NAME.len()); } for (a, b) in NAME { c(a) }",
    "a + b * NAME + c - d && e || !f == g; a == NAME && b; (a + NAME).into(); \"NAME\".parse::<NAME>()?; -1; a < b; c > d",
    "println!(\"{}\", NAME.status()); let a = vec![NAME, b]; return Err(NAME.into());",
    "return",
    "return;",
    "a = b",
    "break; continue",
    "#[allow(clippy::type_complexity, reason = \"NAME\")] let mut a: Option<NAME> = None; ()",
    "async move { NAME(a).await }",
    "Box::pin(async { a; b(NAME) })",
    "{ let mut value = NAME::default(); value.a = b; value }",
    "|a| |b| NAME",
    "a.0.b(1.5, b\"NAME\", 'c', true, u8::MAX)",
    "std::collections::BTreeMap::from([(\"NAME\".to_owned(), a), (b, c)])",
];

/// What is not known.
const UNKNOWN: &[&str] = &[
    "trait A {}",
    "fn a<T: B>() {}",
    "fn a() where B: C {}",
    "unsafe fn a() {}",
    "struct A(u8);",
    "enum A { B { c: u8 } }",
    "macro_rules! a { () => {} }",
    "impl A { b!(); }",
    "type A = fn(u8);",
    "type A = [u8; 2];",
    "type A = <B as C>::D;",
    "const A: [u8; 2] = [1, 2];",
    "const A: u8 = b as u8;",
    "const A: u8 = b[0];",
    "fn a() { let Some(b) = c else { return }; }",
    "fn a() { loop {} }",
    "fn a() { unsafe { b() } }",
    "fn a() { b += 1; }",
    "fn a() { if let A = b && c {} }",
    "fn a() { match b { A { c } => d } }",
    "fn a() { match b { [c, d] => e } }",
    "fn a() { match b { c => () } }",
    "fn a() { match b {}.c() }",
    "fn a() { 1..2 }",
    "fn a() { b(c) d }",
    "fn a() { fn b() {} }",
    "use a::{b::{C, D}, e};",
    "#[doc = \"a\\nb\"] fn a() {}",
    "#[doc = \"/ a\"] fn a() {}",
];

#[track_caller]
fn same(item: &str) {
    for length in (1..100).step_by(3) {
        let text = item.replace("NAME", &"n".repeat(length));
        let tokens: TokenStream = text.parse().expect("tokens");
        let expected =
            prettyplease::unparse(&syn::parse2(tokens.clone()).unwrap_or_else(|_| panic!("no Rust: {text}")));
        assert_eq!(file(tokens, false).as_deref(), Some(expected.as_str()), "{text}");
    }
}

#[test]
fn items_are_laid_out_as_prettyplease_does() {
    ITEMS.iter().for_each(|item| same(item));
}

#[test]
fn bodies_are_laid_out_as_prettyplease_does() {
    for body in BODIES {
        same(&format!("fn a() {{ {body} }}"));
        same(&format!("impl A {{ #[inline] pub fn a(&self) -> B {{ let c = D {{ e: |f| {{ {body} }} }}; }} }}"));
    }
}

#[test]
fn nothing_is_guessed() {
    for item in UNKNOWN {
        let tokens: TokenStream = item.parse().expect("tokens");
        assert_eq!(file(tokens, true), None, "{item}");
    }
}
