//! `body-string.json`: texts, and enums of texts.

use client::Client;
use client::models::{Colors, RefColorConstant};
use conformance::{Outcome, Suite, done, unreadable};

/// Some of it has no meaning, and no look.
const MBCS: &str = concat!(
    "啊齄丂狛狜隣郎隣兀﨩ˊ〞〡￤℡㈱‐ー﹡﹢﹫、〓ⅰⅹ⒈€㈠㈩ⅠⅫ！￣ぁんァヶΑ︴АЯаяāɡㄅㄩ─╋︵﹄︻︱︳︴ⅰⅹɑ\u{e7c7}ɡ",
    "〇〾⿻⺁\u{e843}䜣\u{e864}€",
);
const SPACED: &str = "    Now is the time for all good men to come to the aid of their country    ";
const BASE64_URL: &str = "YSBzdHJpbmcgdGhhdCBnZXRzIGVuY29kZWQgd2l0aCBiYXNlNjR1cmw";

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let string = client.string_operations();
    done!(t, "getStringNull", string.string_get_null(), None);
    done!(t, "putStringNull", string.string_put_null());
    done!(t, "getStringEmpty", string.string_get_empty(), String::new().into());
    done!(t, "putStringEmpty", string.string_put_empty(String::new()));
    done!(t, "getStringMultiByteCharacters", string.string_get_mbcs(), MBCS.to_owned().into());
    done!(t, "putStringMultiByteCharacters", string.string_put_mbcs(MBCS.to_owned()));
    done!(t, "getStringWithLeadingAndTrailingWhitespace", string.string_get_whitespace(), SPACED.to_owned().into());
    done!(t, "putStringWithLeadingAndTrailingWhitespace", string.string_put_whitespace(SPACED.to_owned()));
    // The document says that there is a text.
    unreadable!(t, "getStringNotProvided", string.string_get_not_provided(), "");
    done!(t, "getStringBase64Encoded", string.string_get_base64_encoded(), "a string that gets encoded with base64");
    done!(t, "getStringBase64UrlEncoded", string.string_get_base64_url_encoded(), BASE64_URL);
    done!(t, "putStringBase64UrlEncoded", string.string_put_base64_url_encoded(BASE64_URL));
    done!(t, "getStringNullBase64UrlEncoding", string.string_get_null_base64_url_encoded(), None);
    done!(t, "getEnumNotExpandable", string.enum_get_not_expandable(), Colors::RedColor);
    done!(t, "putEnumNotExpandable", string.enum_put_not_expandable(Colors::RedColor));
    done!(t, "getEnumReferenced", string.enum_get_referenced(), Colors::RedColor);
    done!(t, "putEnumReferenced", string.enum_put_referenced(Colors::RedColor));
    let constant = RefColorConstant::new("green-color".to_owned());
    let sample = RefColorConstant { field1: Some("Sample String".to_owned()), ..constant.clone() };
    done!(t, "getEnumReferencedConstant", string.enum_get_referenced_constant(), sample);
    done!(t, "putEnumReferencedConstant", string.enum_put_referenced_constant(constant));
    Ok(())
}
