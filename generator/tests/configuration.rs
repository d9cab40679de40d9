//! What `bindery.toml` does to a crate: which operations and types there are, and what becomes of them.

mod support;

use bindery::Generated;
use support::{Case, configured, texts};

/// A shop with what the keys are about.
const SHOP: &str = include_str!("configuration/shop.yaml");

fn run(config: &str) -> Generated {
    let config = configured(config);
    let sources = Case::of("openapi.yaml", SHOP).sources.beside(&config);
    Case { sources, config, refused: None }.generate()
}

/// The emitted files of a folder, without it.
fn files<'g>(generated: &'g Generated, folder: &str) -> Vec<&'g str> {
    texts(generated).into_iter().filter_map(|(path, _)| path.strip_prefix(folder)).collect()
}

/// Codes and messages.
fn said(generated: &Generated) -> Vec<String> {
    generated.diagnostics.iter().map(|found| format!("{}: {}", found.code.name, found.message)).collect()
}

mod selection {
    use super::*;

    const MODELS: &str = "src/models/";

    #[test]
    fn operations_are_named_by_id_tag_and_path() {
        for (config, operations) in [
            ("", 5),
            ("[include]\noperations = ['Orders_*']\n", 2),
            ("[include]\ntags = ['Orders', 'Admin*']\n", 4),
            ("[include]\npaths = ['/items*']\n", 2),
            ("[include]\noperations = ['DELETE /items/{id}']\n", 1),
            ("[exclude]\ntags = ['Administration']\n", 3),
            ("[include]\ntags = ['Orders']\n[exclude]\npaths = ['/orders/*']\n", 1),
        ] {
            let generated = run(config);
            let report = &generated.report.operations;
            assert_eq!((report.generated, report.left_out.len()), (operations, 5 - operations), "{config}");
            assert!(!said(&generated).iter().any(|line| line.starts_with("config")), "{config}{:?}", said(&generated));
        }
    }

    #[test]
    fn types_that_nothing_uses_any_more_are_left_out_and_reported() {
        assert_eq!(files(&run(""), MODELS).len(), 11);
        let generated = run("[include]\noperations = ['Items_List']\n");
        assert_eq!(
            files(&generated, MODELS),
            ["amount.rs", "colour.rs", "currency.rs", "item.rs", "items_list_response.rs"]
        );
        let schemas = &generated.report.schemas;
        let left_out: Vec<&str> = schemas.left_out.iter().map(|left_out| left_out.name.as_str()).collect();
        assert_eq!(left_out, ["Audit", "Broken", "Order", "Payment"]);
        assert_eq!((schemas.total, schemas.generated), (8, 4));
        assert_eq!(generated.report.operations.left_out[0].reason, "`[include]` does not name it");
    }

    #[test]
    fn nothing_is_said_about_what_is_left_out() {
        let about_broken = |config: &str| said(&run(config)).iter().any(|line| line.starts_with("unknown-type"));
        assert!(about_broken(""));
        assert!(!about_broken("[exclude]\noperations = ['Audit_*']\n"));
    }

    #[test]
    fn what_is_left_out_is_not_compared() {
        let changes = |config: &str| {
            let config = configured(config);
            let load = |text: &str| bindery::load(bindery::Source::new("openapi.yaml", text), |_| Err(String::new()));
            let new = SHOP.replace("operationId: Audit_Read\n", "operationId: Audit_Read\n      deprecated: true\n");
            assert_ne!(new, SHOP);
            bindery::diff::compare(load(SHOP), load(&new), &config).report.expect("usable documents").changes.len()
        };
        assert_eq!((changes(""), changes("[exclude]\npaths = ['/audit']\n")), (1, 0));
    }

    #[test]
    fn patterns_that_match_nothing_are_reported_where_they_are() {
        let generated = run("[exclude]\npaths = ['/items', '/itmes/*']\ntags = ['orders']\n");
        assert_eq!(
            said(&generated).into_iter().filter(|line| line.starts_with("config")).collect::<Vec<_>>(),
            [
                "config-unused: `orders` of `exclude.tags` matches no tag of an operation",
                "config-unused: `/itmes/*` of `exclude.paths` matches no path of an operation",
            ]
        );
    }
}

mod replacement {
    use super::*;

    #[test]
    fn a_replaced_type_is_gone_with_what_only_it_used() {
        let generated = run("[replace.types]\nAmount = 'crate::Money'\n'Order delivery' = 'crate::Address'\n");
        let models = files(&generated, "src/models/");
        assert!(
            !models.iter().any(|file| ["amount.rs", "currency.rs", "order_delivery.rs"].contains(file)),
            "{models:?}"
        );
        let left_out: Vec<(&str, &str)> = generated
            .report
            .schemas
            .left_out
            .iter()
            .map(|left_out| (left_out.name.as_str(), left_out.reason.as_str()))
            .collect();
        let expected = [
            ("Amount", "`[replace.types]` has another type for it"),
            ("Currency", "only what `[replace.types]` replaces uses it"),
        ];
        assert_eq!(left_out, expected);
        let all = texts(&generated);
        let text = |path: &str| all.iter().find(|(found, _)| *found == path).expect("a file").1;
        assert!(text("src/models/item.rs").contains("pub price: crate::Money,"));
        assert!(text("src/models/order.rs").contains("pub delivery: Option<crate::Address>,"));
    }

    #[test]
    fn names_and_formats_that_are_not_there_are_reported() {
        let generated = run("[replace.types]\nAmuont = 'A'\n[replace.formats]\ndecimal = 'B'\nuuid = 'C'\n");
        let expected = [
            "config-unused: `replace.formats.uuid` is about a format that no string or number has",
            "config-unused: `replace.types.Amuont` is about a type or property that the document does not have",
        ];
        let said = said(&generated);
        assert_eq!(said.into_iter().filter(|line| line.starts_with("config")).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_property_alone_can_be_replaced() {
        let generated = run("[replace.types]\n'Order.state' = 'crate::State'\n'Item.price' = 'crate::Money'\n");
        let all = texts(&generated);
        let text = |path: &str| all.iter().find(|(found, _)| *found == path).map_or("", |(_, text)| text);
        assert!(text("src/models/order.rs").contains("pub state: Option<crate::State>,"));
        assert!(text("src/models/item.rs").contains("pub price: crate::Money,"));
        // Something else uses the one, and nothing the other.
        assert!(!text("src/models/amount.rs").is_empty() && text("src/models/order_state.rs").is_empty());
    }

    #[test]
    fn a_format_of_a_type_of_its_own_is_not_unknown() {
        let unknown = |config: &str| said(&run(config)).iter().filter(|line| line.contains("`ticks`")).count();
        assert_eq!((unknown("") > 0, unknown("[replace.formats]\nticks = 'crate::Ticks'\n")), (true, 0));
    }
}

mod tailoring {
    use super::*;

    #[test]
    fn lines_that_do_nothing_are_reported() {
        let generated = run("\
[derives]
all = ['Clone', 'Hash']
types = { Colour = ['Hash', 'a::B'], Color = ['Hash'] }
[closed]
enums = ['Curr*', 'Payment']
unions = ['Payment', 'Colour']
");
        let expected = [
            "config-unused: `Payment` of `closed.enums` matches no enum",
            "config-unused: `Colour` of `closed.unions` matches no union",
            "config-unused: every type has `Clone` already, or there is none",
            "config-unused: `derives.types.Color` is about a type that the document does not have",
            "config-unused: `Colour` cannot derive `Hash`: it has it already",
        ];
        assert_eq!(
            said(&generated).into_iter().filter(|line| line.starts_with("config")).collect::<Vec<_>>(),
            expected
        );
        let all = texts(&generated);
        let text = |path: &str| all.iter().find(|(found, _)| *found == path).expect("a file").1;
        assert!(text("src/models/colour.rs").contains("#[derive(Clone, a::B)]"));
        assert!(text("src/models/item.rs").contains("#[derive(Clone, Hash)]"));
        assert!(text("src/models/colour.rs").contains("Unknown(String)"));
        assert!(!text("src/models/currency.rs").contains("Unknown"));
        assert!(!text("src/models/payment.rs").contains("Unknown"));
    }

    #[test]
    fn another_variant_of_what_is_closed_breaks_code() {
        let verdict = |config: &str| {
            let config = configured(config);
            let load = |text: &str| bindery::load(bindery::Source::new("openapi.yaml", text), |_| Err(String::new()));
            let new = SHOP.replace("enum: [eur, usd]", "enum: [eur, gbp, usd]");
            let report = bindery::diff::compare(load(SHOP), load(&new), &config).report.expect("usable documents");
            format!("{:?}", report.bump)
        };
        assert_eq!(verdict(""), "Minor");
        assert_eq!(verdict("[closed]\nenums = ['*']\n"), "Major");
    }
}

mod types_only {
    use super::*;

    #[test]
    fn there_is_no_client_and_no_transport() {
        let generated = run("[crate]\ntypes-only = true\n");
        let others: Vec<&str> = texts(&generated)
            .into_iter()
            .map(|(path, _)| path)
            .filter(|path| !path.starts_with("src/models/"))
            .collect();
        assert_eq!(
            others,
            ["Cargo.toml", "README.md", "bindery.json", "src/lib.rs", "src/models.rs", "src/rustfmt.toml"]
        );
        let all = texts(&generated);
        let text = |path: &str| all.iter().find(|(found, _)| *found == path).expect("a file").1;
        let manifest: toml::Table = text("Cargo.toml").parse().expect("TOML");
        assert_eq!(manifest["package"]["name"].as_str(), Some("shop-types"));
        let features: Vec<&str> =
            manifest["features"].as_table().expect("features").keys().map(String::as_str).collect();
        assert_eq!(features, ["default", "serde"]);
        assert_eq!(manifest["dependencies"]["bindery-runtime"]["default-features"].as_bool(), Some(false));
        assert!(!text("src/models.rs").contains("cfg") && !text("src/lib.rs").contains("Client"));
        let report = &generated.report.operations;
        assert_eq!((report.total, report.generated, report.left_out.len()), (5, 0, 5));
        assert_eq!(files(&generated, "src/models/"), files(&run(""), "src/models/"));
    }
}

mod corrections {
    use super::*;
    use bindery::diagnostic::render::Renderer;
    use bindery::{Source, Sources, load};

    const ADDED: &str = "
[[corrections]]
at = '#/components/schemas/Broken/type'
was = 'text'
set = 'string'
reason = 'text is no type'

[[corrections]]
at = '#/components/schemas/Item/required/-'
set = 'colour'
reason = 'every item has one'

[[corrections]]
at = '#/components/schemas/Item/properties/weight'
set = { type = 'number', format = 'float' }
reason = 'it was forgotten'

[[corrections]]
at = '#/paths/~1items/get/parameters/0'
remove = true
reason = 'the service ignores it'
";

    #[test]
    fn they_are_made_before_anything_looks_at_the_document() {
        let generated = run(ADDED);
        let all = texts(&generated);
        let text = |path: &str| all.iter().find(|(found, _)| *found == path).expect("a file").1;
        let item = text("src/models/item.rs");
        assert!(item.contains("pub colour: super::Colour,") && item.contains("pub weight: Option<f32>,"), "{item}");
        assert!(!text("src/items/list.rs").contains("colour"));
        let said = said(&generated);
        assert!(
            !said.iter().any(|line| line.starts_with("unknown-type") || line.starts_with("correction")),
            "{said:?}"
        );
        let places: Vec<String> =
            generated.diagnostics.iter().map(|found| found.location.pointer().to_string()).collect();
        // The parameter was the second one, and is so in the document still.
        assert!(places.contains(&"#/paths/~1items/get/parameters/1/schema/format".to_owned()), "{places:?}");
        assert!(text("src/items/list.rs").contains("#/paths/~1items/get/parameters/1"));
    }

    #[test]
    fn another_dialect_and_another_file_are_corrected_as_they_are_written() {
        let entry = "\
swagger: '2.0'
info: {title: Old, version: '1'}
paths:
  /a:
    get:
      operationId: a
      parameters:
        - {name: gone, in: query, type: string}
        - {name: kept, in: query, type: string, format: odd}
      responses: {'200': {description: '', schema: {$ref: 'types.yaml#/A'}}}
";
        let part = "A:\n  properties:\n    id: {type: string}\n    size: {type: sting}\n";
        let config = configured(
            "[[corrections]]\nat = '#/paths/~1a/get/parameters/0'\nremove = true\nreason = 'x'\n\
             [[corrections]]\nat = 'types.yaml#/A/properties/size/type'\nset = 'string'\nreason = 'y'\n",
        );
        let loaded = load(Source::new("old.yaml", entry), |_| Ok(part.as_bytes().to_vec()));
        let (generated, sources): (_, Sources) = bindery::generate_loaded(loaded, &config);
        let shown = Renderer::new(&sources).text(&generated.diagnostics, false);
        assert_eq!(
            said(&generated),
            ["unknown-format: format `odd` of type `string` has no Rust type of its own"],
            "{shown}"
        );
        assert!(shown.contains("old.yaml:9:") && shown.contains("#/paths/~1a/get/parameters/1/format"), "{shown}");
        let model = generated.files.as_ref().and_then(|files| files.get("src/models/a.rs")).expect("a model");
        assert!(std::str::from_utf8(model).expect("text").contains("pub size: Option<String>"));
    }

    #[test]
    fn superfluous_ones_are_reported_and_do_nothing() {
        let generated = run(&ADDED.replace(
            "'#/components/schemas/Broken/type'\nwas = 'text'\nset = 'string'",
            "'#/info/title'\nset = 'Shop'",
        ));
        let said = said(&generated);
        assert!(
            said.contains(
                &"correction-stale: the correction of `#/info/title` does not apply: the document says so already"
                    .to_owned()
            ),
            "{said:?}"
        );
    }
}

mod renames {
    use super::*;

    #[test]
    fn everything_with_a_name_can_have_another() {
        let generated = run("\
[groups]
Orders = 'sales'
[operations]
Orders_Add = 'place'
'Items_List.colour' = 'shade'
[types]
Item = 'Article'
'Item.price' = 'cost'
'Colour.dark blue' = 'Navy'
Payment = 'Means'
'Payment.Amount' = 'Cash'
'Payment.string' = 'Token'
'Order delivery' = 'Address'
'Order delivery.street' = 'road'
'Order state' = 'Progress'
'Order state.done' = 'Over'
'Audit_Read response' = 'Fault'
'Audit_Read response.code' = 'number'
");
        let said: Vec<String> = said(&generated).into_iter().filter(|line| line.starts_with("config")).collect();
        assert_eq!(said, Vec::<String>::new());
        let all = texts(&generated);
        let text = |path: &str| all.iter().find(|(found, _)| *found == path).map_or("", |(_, text)| text);
        for (path, expected) in [
            ("src/sales.rs", "pub fn place("),
            ("src/items/list.rs", "pub fn shade("),
            ("src/models/article.rs", "pub cost: super::Amount"),
            ("src/models/colour.rs", "Navy"),
            ("src/models/means.rs", "Cash(Box<super::Amount>)"),
            ("src/models/means.rs", "Token(String)"),
            ("src/models/address.rs", "pub road: Option<String>"),
            ("src/models/progress.rs", "Over"),
            ("src/models/fault.rs", "pub number: String"),
        ] {
            assert!(text(path).contains(expected), "{path} has no `{expected}`: {:?}", files(&generated, "src/"));
        }
    }
}
