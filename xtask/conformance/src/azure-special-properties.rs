//! `azure-special-properties.json`: what Azure does to parameters.

use client::{CallOptions, Client};
use conformance::{Outcome, Suite, done, refused, scenario};

const SUBSCRIPTION: &str = "1234-5678-9012-3456";
const REQUEST: &str = "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0";

pub async fn suite(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.credential(conformance::rt::Bearer::new("token")).build()?;
    subscriptions(t, &client).await;
    versions(t, &client).await;
    encoded(t, &client).await;
    request_ids(t, &client).await;
    Ok(())
}

fn named(id: &str) -> CallOptions {
    CallOptions::new().header("x-ms-client-request-id", id)
}

/// The document does not say that each request has to have an id.
async fn subscriptions(t: &mut Suite, client: &Client) {
    let credentials = client.subscription_in_credentials_operations();
    let global = credentials.subscription_in_credentials_post_method_global_valid(SUBSCRIPTION);
    done!(t, "AzureSubscriptionMethodGlobalValid", global.options(named(REQUEST)));
    let global = credentials.subscription_in_credentials_post_method_global_not_provided_valid(SUBSCRIPTION);
    done!(t, "AzureSubscriptionMethodGlobalNotProvidedValid", global.options(named(REQUEST)));
    let global = credentials.subscription_in_credentials_post_path_global_valid(SUBSCRIPTION);
    done!(t, "AzureSubscriptionPathGlobalValid", global.options(named(REQUEST)));
    let global = credentials.subscription_in_credentials_post_swagger_global_valid(SUBSCRIPTION);
    done!(t, "AzureSubscriptionSwaggerGlobalValid", global.options(named(REQUEST)));
    let method = client.subscription_in_method_operations();
    let local = method.subscription_in_method_post_method_local_valid(SUBSCRIPTION.to_owned());
    done!(t, "AzureSubscriptionMethodLocalValid", local.options(named(REQUEST)));
    let local = method.subscription_in_method_post_path_local_valid(SUBSCRIPTION.to_owned());
    done!(t, "AzureSubscriptionPathLocalValid", local.options(named(REQUEST)));
    let local = method.subscription_in_method_post_swagger_local_valid(SUBSCRIPTION.to_owned());
    done!(t, "AzureSubscriptionSwaggerLocalValid", local.options(named(REQUEST)));
}

async fn versions(t: &mut Suite, client: &Client) {
    let version = client.api_version_default_operations();
    done!(t, "AzureApiVersionMethodGlobalValid", version.api_version_default_get_method_global_valid());
    let request = version.api_version_default_get_method_global_not_provided_valid();
    done!(t, "AzureApiVersionMethodGlobalNotProvidedValid", request);
    done!(t, "AzureApiVersionPathGlobalValid", version.api_version_default_get_path_global_valid());
    done!(t, "AzureApiVersionSwaggerGlobalValid", version.api_version_default_get_swagger_global_valid());
    let local = client.api_version_local_operations();
    let two = || "2.0".to_owned();
    done!(t, "AzureApiVersionMethodLocalValid", local.api_version_local_get_method_local_valid(two()));
    done!(t, "AzureApiVersionMethodLocalNull", local.api_version_local_get_method_local_null());
    done!(t, "AzureApiVersionPathLocalValid", local.api_version_local_get_path_local_valid(two()));
    done!(t, "AzureApiVersionSwaggerLocalValid", local.api_version_local_get_swagger_local_valid(two()));
}

/// Values that are parts of a URL already.
async fn encoded(t: &mut Suite, client: &Client) {
    let skip = client.skip_url_encoding_operations();
    let path = || "path1/path2/path3".to_owned();
    done!(t, "AzureMethodPathUrlEncoding", skip.skip_url_encoding_get_method_path_valid(path()));
    done!(t, "AzurePathPathUrlEncoding", skip.skip_url_encoding_get_path_path_valid(path()));
    done!(t, "AzureSwaggerPathUrlEncoding", skip.skip_url_encoding_get_swagger_path_valid(path()));
    let query = || "value1&q2=value2&q3=value3".to_owned();
    done!(t, "AzureMethodQueryUrlEncoding", skip.skip_url_encoding_get_method_query_valid(query()));
    done!(t, "AzurePathQueryUrlEncoding", skip.skip_url_encoding_get_path_query_valid(query()));
    done!(t, "AzureSwaggerQueryUrlEncoding", skip.skip_url_encoding_get_swagger_query_valid(query()));
    done!(t, "AzureMethodQueryUrlEncodingNull", skip.skip_url_encoding_get_method_query_null());
    let odata = client.odata_operations().odata_get_with_filter();
    done!(t, "AzureODataFilter", odata.filter("id gt 5 and name eq 'foo'").top(10).orderby("id"));
}

async fn request_ids(t: &mut Suite, client: &Client) {
    let credentials = client.subscription_in_credentials_operations();
    done!(t, "AzureXmsRequestClientIdNull", credentials.x_ms_client_request_id_get());
    let overwritten = credentials.x_ms_client_request_id_get().options(named(REQUEST));
    done!(t, "AzureXmsRequestClientOverwrite", overwritten);
    let via_parameter = credentials.x_ms_client_request_id_param_get(REQUEST);
    done!(t, "AzureXmsRequestClientOverwriteViaParameter", via_parameter);
    let other = credentials.x_ms_client_request_id_get().options(named("123"));
    refused!(t, "AzureRequestClientIdInError", other, 400, |error| {
        assert_eq!(error.headers()["x-ms-request-id"], "123");
    });
    let header = client.header_operations();
    scenario!(t, "AzureXmsCustomNamedRequestId", {
        let response = header.header_custom_named_request_id(REQUEST).await?;
        assert_eq!(response.headers().foo_request_id.as_deref(), Some("123"));
    });
    scenario!(t, "AzureXmsCustomNamedRequestIdParameterGroup", {
        let response = header.header_custom_named_request_id_param_grouping(REQUEST).await?;
        assert_eq!(response.headers().foo_request_id.as_deref(), Some("123"));
    });
}
