//! `httpInfrastructure.json`: methods, statuses, redirects and retries.

use client::models::{B, C, D, Error, MyException};
use client::multiple_response_operations as answers;
use client::{CallOptions, Client, Retry};
use conformance::{Outcome, Suite, done, impatient, refused, scenario, undeclared, unreadable, with_cookies};

pub async fn suite(t: &mut Suite) -> Outcome {
    // Most of what comes here is an error that would be the same another time.
    let client = Client::builder(t.url())?.retry(Retry::none()).build()?;
    successes(t, &client).await;
    client_failures(t, &client).await;
    other_failures(t, &client).await;
    redirects(t, &client).await;
    retries(t).await?;
    several_models(t, &client).await;
    no_models(t, &client).await;
    one_model(t, &client).await;
    Ok(())
}

async fn successes(t: &mut Suite, client: &Client) {
    let success = client.http_success_operations();
    done!(t, "HttpSuccess200Head", success.http_success_head200());
    done!(t, "HttpSuccess200Get", success.http_success_get200(), true);
    done!(t, "HttpSuccess200Put", success.http_success_put200().body(true));
    done!(t, "HttpSuccess200Post", success.http_success_post200().body(true));
    done!(t, "HttpSuccess200Patch", success.http_success_patch200().body(true));
    done!(t, "HttpSuccess200Delete", success.http_success_delete200().body(true));
    done!(t, "HttpSuccess201Put", success.http_success_put201().body(true));
    done!(t, "HttpSuccess201Post", success.http_success_post201().body(true));
    done!(t, "HttpSuccess202Put", success.http_success_put202().body(true));
    done!(t, "HttpSuccess202Post", success.http_success_post202().body(true));
    done!(t, "HttpSuccess202Patch", success.http_success_patch202().body(true));
    done!(t, "HttpSuccess202Delete", success.http_success_delete202().body(true));
    done!(t, "HttpSuccess204Head", success.http_success_head204());
    done!(t, "HttpSuccess204Put", success.http_success_put204().body(true));
    done!(t, "HttpSuccess204Post", success.http_success_post204().body(true));
    done!(t, "HttpSuccess204Patch", success.http_success_patch204().body(true));
    done!(t, "HttpSuccess204Delete", success.http_success_delete204().body(true));
    // Whether something is there.
    done!(t, "HttpSuccess404Head", success.http_success_head404(), false);
}

async fn client_failures(t: &mut Suite, client: &Client) {
    let failure = client.http_client_failure_operations();
    refused!(t, "HttpClientFailure400Head", failure.http_client_failure_head400(), 400);
    refused!(t, "HttpClientFailure400Get", failure.http_client_failure_get400(), 400);
    refused!(t, "HttpClientFailure400Options", failure.http_client_failure_options400(), 400);
    refused!(t, "HttpClientFailure400Put", failure.http_client_failure_put400().body(true), 400);
    refused!(t, "HttpClientFailure400Post", failure.http_client_failure_post400().body(true), 400);
    refused!(t, "HttpClientFailure400Patch", failure.http_client_failure_patch400().body(true), 400);
    refused!(t, "HttpClientFailure400Delete", failure.http_client_failure_delete400().body(true), 400);
    refused!(t, "HttpClientFailure401Head", failure.http_client_failure_head401(), 401);
    refused!(t, "HttpClientFailure402Get", failure.http_client_failure_get402(), 402);
    refused!(t, "HttpClientFailure403Get", failure.http_client_failure_get403(), 403);
    refused!(t, "HttpClientFailure403Options", failure.http_client_failure_options403(), 403);
    refused!(t, "HttpClientFailure404Put", failure.http_client_failure_put404().body(true), 404);
    refused!(t, "HttpClientFailure405Patch", failure.http_client_failure_patch405().body(true), 405);
    refused!(t, "HttpClientFailure406Post", failure.http_client_failure_post406().body(true), 406);
    refused!(t, "HttpClientFailure407Delete", failure.http_client_failure_delete407().body(true), 407);
    refused!(t, "HttpClientFailure409Put", failure.http_client_failure_put409().body(true), 409);
    refused!(t, "HttpClientFailure410Head", failure.http_client_failure_head410(), 410);
    refused!(t, "HttpClientFailure411Get", failure.http_client_failure_get411(), 411);
    refused!(t, "HttpClientFailure412Get", failure.http_client_failure_get412(), 412);
    refused!(t, "HttpClientFailure412Options", failure.http_client_failure_options412(), 412);
    refused!(t, "HttpClientFailure413Put", failure.http_client_failure_put413().body(true), 413);
    refused!(t, "HttpClientFailure414Patch", failure.http_client_failure_patch414().body(true), 414);
    refused!(t, "HttpClientFailure415Post", failure.http_client_failure_post415().body(true), 415);
    refused!(t, "HttpClientFailure416Get", failure.http_client_failure_get416(), 416);
    refused!(t, "HttpClientFailure417Delete", failure.http_client_failure_delete417().body(true), 417);
    refused!(t, "HttpClientFailure429Head", failure.http_client_failure_head429(), 429);
}

async fn other_failures(t: &mut Suite, client: &Client) {
    let failure = client.http_server_failure_operations();
    refused!(t, "HttpServerFailure501Head", failure.http_server_failure_head501(), 501);
    refused!(t, "HttpServerFailure501Get", failure.http_server_failure_get501(), 501);
    refused!(t, "HttpServerFailure505Post", failure.http_server_failure_post505().body(true), 505);
    refused!(t, "HttpServerFailure505Delete", failure.http_server_failure_delete505().body(true), 505);
    let failure = client.http_failure_operations();
    refused!(t, "ResponsesScenarioEmptyErrorBody", failure.http_failure_get_empty_error(), 400, |error| {
        assert_eq!(error.body(), Some(&error_with("")));
    });
    // The document says nothing of these bodies, and they are kept.
    refused!(t, "ResponsesScenarioNoModelErrorBody", failure.http_failure_get_no_model_error(), 400, |error| {
        assert_eq!(error.raw_body(), r#"{"message":"NoErrorModel"}"#);
    });
    refused!(t, "ResponsesScenarioNoModelEmptyBody", failure.http_failure_get_no_model_empty(), 400, |error| {
        assert!(error.raw_body().is_empty());
    });
}

async fn redirects(t: &mut Suite, client: &Client) {
    let redirects = client.http_redirect_operations();
    done!(t, "HttpRedirect300Head", redirects.http_redirects_head300());
    done!(t, "HttpRedirect300Get", redirects.http_redirects_get300());
    done!(t, "HttpRedirect301Head", redirects.http_redirects_head301());
    done!(t, "HttpRedirect301Get", client.http_operation_operations().http_redirects_get301());
    done!(t, "HttpRedirect302Head", redirects.http_redirects_head302());
    done!(t, "HttpRedirect302Get", client.http_operation_operations().http_redirects_get302());
    // Whether the request was acted on is not known, so it is not repeated elsewhere.
    refused!(t, "HttpRedirect301Put", redirects.http_redirects_put301().body(true), 301);
    refused!(t, "HttpRedirect302Patch", redirects.http_redirects_patch302().body(true), 302);
    done!(t, "HttpRedirect303Post", redirects.http_redirects_post303().body(true));
    done!(t, "HttpRedirect307Head", redirects.http_redirects_head307());
    done!(t, "HttpRedirect307Get", redirects.http_redirects_get307());
    done!(t, "HttpRedirect307Options", redirects.http_redirects_options307());
    done!(t, "HttpRedirect307Put", redirects.http_redirects_put307().body(true));
    done!(t, "HttpRedirect307Post", redirects.http_redirects_post307().body(true));
    done!(t, "HttpRedirect307Patch", redirects.http_redirects_patch307().body(true));
    done!(t, "HttpRedirect307Delete", redirects.http_redirects_delete307().body(true));
}

async fn retries(t: &mut Suite) -> Outcome {
    let client = Client::builder(t.url())?.transport(with_cookies()?).retry(impatient()).build()?;
    let retry = client.http_retry_operations();
    // What is neither safe nor idempotent is repeated only by those who know that it does no harm.
    let harmless = || CallOptions::new().repeatable(true);
    done!(t, "HttpRetry408Head", retry.http_retry_head408());
    done!(t, "HttpRetry500Put", retry.http_retry_put500().body(true));
    done!(t, "HttpRetry500Patch", retry.http_retry_patch500().body(true).options(harmless()));
    done!(t, "HttpRetry502Get", retry.http_retry_get502());
    done!(t, "HttpRetry503Post", retry.http_retry_post503().body(true).options(harmless()));
    done!(t, "HttpRetry503Delete", retry.http_retry_delete503().body(true));
    done!(t, "HttpRetry504Put", retry.http_retry_put504().body(true));
    done!(t, "HttpRetry504Patch", retry.http_retry_patch504().body(true).options(harmless()));
    // The document says that the answer has a body, and it has none.
    unreadable!(t, "HttpRetry502Options", retry.http_retry_options502(), "");
    Ok(())
}

// Answers may have more members another time, so their types have no literals.

fn my_exception(status: &str) -> MyException {
    let mut model = MyException::default();
    model.status_code = Some(status.to_owned());
    model
}

fn error_with(message: &str) -> Error {
    let mut model = Error::default();
    model.message = Some(message.to_owned());
    model
}

fn client_error() -> Error {
    error_with("client error")
}

fn created_b() -> B {
    let mut model = B::default();
    model.status_code = Some("201".to_owned());
    model.text_status_code = Some("Created".to_owned());
    model
}

fn created_c() -> C {
    let mut model = C::default();
    model.http_code = Some("201".to_owned());
    model
}

fn missing_d() -> D {
    let mut model = D::default();
    model.http_status_code = Some("404".to_owned());
    model
}

/// Wants one of several answers: the variant of an enum, and what is in it.
macro_rules! variant {
    ($t:ident, $name:expr, $request:expr, $variant:path, $expected:expr) => {
        scenario!($t, $name, {
            match $request.await?.into_body() {
                $variant(model) => assert_eq!(*model, $expected),
                _ => panic!("it is another answer"),
            }
        })
    };
}

async fn several_models(t: &mut Suite, client: &Client) {
    let several = client.multiple_response_operations();
    use answers::MultipleResponsesGet200Model204NoModelDefaultError200ValidOutput as A200;
    use answers::MultipleResponsesGet200Model204NoModelDefaultError204ValidOutput as A204;
    let request = several.multiple_responses_get200_model204_no_model_default_error200_valid();
    variant!(t, "ResponsesScenarioA200MatchingModel", request, A200::Ok, my_exception("200"));
    let request = several.multiple_responses_get200_model204_no_model_default_error201_invalid();
    undeclared!(t, "ResponsesScenarioA201DefaultNoModel", request, 201);
    let request = several.multiple_responses_get200_model204_no_model_default_error202_none();
    undeclared!(t, "ResponsesScenarioA202DefaultNoModel", request, 202);
    scenario!(t, "ResponsesScenarioA204MatchingNoModel", {
        let request = several.multiple_responses_get200_model204_no_model_default_error204_valid();
        assert!(matches!(request.await?.into_body(), A204::NoContent));
    });
    let request = several.multiple_responses_get200_model204_no_model_default_error400_valid();
    refused!(t, "ResponsesScenarioA400DefaultModel", request, 400, |error| {
        assert_eq!(error.body(), Some(&client_error()));
    });

    use answers::MultipleResponsesGet200Model201ModelDefaultError200ValidOutput as B200;
    use answers::MultipleResponsesGet200Model201ModelDefaultError201ValidOutput as B201;
    let request = several.multiple_responses_get200_model201_model_default_error200_valid();
    variant!(t, "ResponsesScenarioB200MatchingModel", request, B200::Ok, my_exception("200"));
    let request = several.multiple_responses_get200_model201_model_default_error201_valid();
    variant!(t, "ResponsesScenarioB201MatchingModel", request, B201::Created, created_b());
    let request = several.multiple_responses_get200_model201_model_default_error400_valid();
    refused!(t, "ResponsesScenarioB400DefaultModel", request, 400, |error| {
        assert_eq!(error.body(), Some(&client_error()));
    });

    use answers::MultipleResponsesGet200ModelA201ModelC404ModelDDefaultError200ValidOutput as C200;
    use answers::MultipleResponsesGet200ModelA201ModelC404ModelDDefaultError201ValidOutput as C201;
    use answers::MultipleResponsesGet200ModelA201ModelC404ModelDDefaultError400ValidFailure as C400;
    use answers::MultipleResponsesGet200ModelA201ModelC404ModelDDefaultError404ValidFailure as C404;
    let request = several.multiple_responses_get200_model_a201_model_c404_model_d_default_error200_valid();
    variant!(t, "ResponsesScenarioC200MatchingModel", request, C200::Ok, my_exception("200"));
    let request = several.multiple_responses_get200_model_a201_model_c404_model_d_default_error201_valid();
    variant!(t, "ResponsesScenarioC201MatchingModel", request, C201::Created, created_c());
    let request = several.multiple_responses_get200_model_a201_model_c404_model_d_default_error400_valid();
    refused!(t, "ResponsesScenarioC400DefaultModel", request, 400, |error| match error.body() {
        Some(C400::Other(model)) => assert_eq!(**model, client_error()),
        other => panic!("{other:?}"),
    });
    let request = several.multiple_responses_get200_model_a201_model_c404_model_d_default_error404_valid();
    refused!(t, "ResponsesScenarioC404MatchingModel", request, 404, |error| match error.body() {
        Some(C404::NotFound(model)) => assert_eq!(**model, missing_d()),
        other => panic!("{other:?}"),
    });
}

async fn no_models(t: &mut Suite, client: &Client) {
    let several = client.multiple_response_operations();
    let request = several.multiple_responses_get202_none204_none_default_error202_none();
    done!(t, "ResponsesScenarioD202MatchingNoModel", request);
    let request = several.multiple_responses_get202_none204_none_default_error204_none();
    done!(t, "ResponsesScenarioD204MatchingNoModel", request);
    let request = several.multiple_responses_get202_none204_none_default_error400_valid();
    refused!(t, "ResponsesScenarioD400DefaultModel", request, 400, |error| {
        assert_eq!(error.body(), Some(&client_error()));
    });
    // There is a body, of which the document does not speak.
    let request = several.multiple_responses_get202_none204_none_default_none202_invalid();
    done!(t, "ResponsesScenarioE202MatchingInvalid", request);
    let request = several.multiple_responses_get202_none204_none_default_none204_none();
    done!(t, "ResponsesScenarioE204MatchingNoModel", request);
    let request = several.multiple_responses_get202_none204_none_default_none400_none();
    refused!(t, "ResponsesScenarioE400DefaultNoModel", request, 400, |error| assert!(error.raw_body().is_empty()));
    let request = several.multiple_responses_get202_none204_none_default_none400_invalid();
    refused!(t, "ResponsesScenarioE400DefaultInvalid", request, 400, |error| {
        assert_eq!(error.raw_body(), r#"{"property":"value"}"#);
    });
    done!(t, "ResponsesScenarioG200DefaultInvalid", several.multiple_responses_get_default_none200_invalid());
    done!(t, "ResponsesScenarioG200DefaultNoModel", several.multiple_responses_get_default_none200_none());
    let request = several.multiple_responses_get_default_none400_invalid();
    refused!(t, "ResponsesScenarioG400DefaultInvalid", request, 400, |error| {
        assert_eq!(error.raw_body(), r#"{"statusCode":"200"}"#);
    });
    let request = several.multiple_responses_get_default_none400_none();
    refused!(t, "ResponsesScenarioG400DefaultNoModel", request, 400, |error| assert!(error.raw_body().is_empty()));
}

async fn one_model(t: &mut Suite, client: &Client) {
    let several = client.multiple_response_operations();
    let request = several.multiple_responses_get_default_model_a200_valid();
    done!(t, "ResponsesScenarioF200DefaultModel", request, my_exception("200"));
    // The document says that there is an object.
    unreadable!(t, "ResponsesScenarioF200DefaultNone", several.multiple_responses_get_default_model_a200_none(), "");
    let request = several.multiple_responses_get_default_model_a400_valid();
    refused!(t, "ResponsesScenarioF400DefaultModel", request, 400, |error| assert_eq!(error.body(), None));
    let request = several.multiple_responses_get_default_model_a400_none();
    refused!(t, "ResponsesScenarioF400DefaultNone", request, 400, |error| {
        assert_eq!(error.body(), Some(&MyException::default()));
    });
    unreadable!(t, "ResponsesScenarioH200MatchingNone", several.multiple_responses_get200_model_a200_none(), "");
    let request = several.multiple_responses_get200_model_a200_valid();
    done!(t, "ResponsesScenarioH200MatchingModel", request, my_exception("200"));
    // None of its members is one of the model, which has to have none.
    let request = several.multiple_responses_get200_model_a200_invalid();
    done!(t, "ResponsesScenarioH200MatchingInvalid", request, MyException::default());
    let request = several.multiple_responses_get200_model_a400_none();
    refused!(t, "ResponsesScenarioH400NonMatchingNone", request, 400);
    let request = several.multiple_responses_get200_model_a400_valid();
    refused!(t, "ResponsesScenarioH400NonMatchingModel", request, 400, |error| {
        assert_eq!(error.raw_body(), r#"{"statusCode":"200"}"#);
    });
    let request = several.multiple_responses_get200_model_a400_invalid();
    refused!(t, "ResponsesScenarioH400NonMatchingInvalid", request, 400, |error| {
        assert_eq!(error.raw_body(), r#"{"statusCodeInvalid":"200"}"#);
    });
    undeclared!(t, "ResponsesScenarioH202NonMatchingModel", several.multiple_responses_get200_model_a202_valid(), 202);
}
