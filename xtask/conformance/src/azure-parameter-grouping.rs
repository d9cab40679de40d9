//! `azure-parameter-grouping.json`: many parameters.

use client::Client;
use conformance::{Outcome, Suite, done};

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.build()?;
    let api = client.api();
    let required = api.parameter_grouping_post_required("path", 1234).custom_header("header").query(21);
    done!(t, "postParameterGroupingRequiredParameters", required);
    let optional = api.parameter_grouping_post_optional().custom_header("header").query(21);
    done!(t, "postParameterGroupingOptionalParameters", optional);
    let groups = api.parameter_grouping_post_multi_param_groups();
    let groups = groups.header_one("header").query_one(21).query_two(42);
    done!(t, "postParameterGroupingMultipleParameterGroups", groups);
    let shared = api.parameter_grouping_post_shared_parameter_group_object().header_one("header").query_one(21);
    done!(t, "postParameterGroupingSharedParameterGroupObject", shared);
    let reserved = api.parameter_grouping_post_reserved_words().from("bob").accept("yes");
    done!(t, "PostParameterGroupingWithReservedWords", reserved);
    let constant = client.file_and_directory_operations().parameter_grouping_group_with_constant();
    let constant = constant.grouped_constant("foo".to_owned()).grouped_parameter("bar");
    done!(t, "PutParameterGroupingConstant", constant);
    Ok(())
}
