//! What a user of the crate writes: everything in it is used at least once, in the ways that its guide shows.

use std::collections::BTreeMap;

use shop::models::{
    Address, Line, Order, OrderCustomer, OrderInput, OrderPatch, OrderPage, Priority, Problem, Sort, State,
};
use shop::orders::{CreateHeaders, UpdateOutput};
use shop::{Client, Error, files, orders, server::Server};

fn main() {}

/// A client.
pub fn client() -> Result<Client, Error> {
    Client::builder(Server { region: "us".to_owned() })?.key("secret").build()
}

/// A list, with everything that can be set.
pub async fn list(client: &Client) -> Result<Option<Order>, Error> {
    let request: orders::List = client.orders().list().filter("name").limit(3).sort(Sort::Oldest).x_trace("1");
    let page: OrderPage = request.clone().await?.into_body();
    let _pages = request.clone().into_pages();
    let _items = request.items();
    Ok(page.value.into_iter().flatten().next())
}

/// A new order.
pub async fn create(client: &Client) -> Result<String, Error<Problem>> {
    let order = OrderInput {
        quantity: Some(2),
        priority: Some(Priority::High),
        comment: Some("soon".to_owned()),
        address: Some(Address { street: Some("Main".to_owned()), floor: Some(1), ..Default::default() }),
        ..OrderInput::new("chair")
    };
    let answer = client.orders().create(order).await?;
    let headers: &CreateHeaders = answer.headers();
    let _etag: Option<&str> = headers.etag.as_deref();
    Ok(read(&answer))
}

/// What an order says.
fn read(order: &Order) -> String {
    let (id, total, count): (&str, f64, Option<i32>) = (&order.id, order.total, order.count);
    let state = match &order.state {
        Some(State::Open) => "open",
        Some(State::Shipped) => "shipped",
        Some(other) => other.as_str(),
        None => "",
    };
    let note: Option<&str> = order.note.as_deref();
    let labels: Option<&BTreeMap<String, String>> = order.labels.as_ref();
    let customer: Option<&OrderCustomer> = order.customer.as_ref();
    let city = customer.and_then(|customer| customer.city.as_deref());
    let line: Option<Line> = order.line.clone();
    format!("{id} {total} {count:?} {state} {note:?} {labels:?} {city:?} {line:?}")
}

/// A line of an order.
pub async fn line(client: &Client) -> Result<(String, Option<i32>), Error> {
    let line = client.orders().get_line("1", "2", "full").await?;
    Ok((line.article.clone(), line.pieces))
}

/// A change.
pub async fn change(client: &Client) -> Result<bool, Error> {
    let patch = OrderPatch { comment: Some("later".to_owned()), quantity: Some(1), ..Default::default() };
    Ok(match client.orders().update("1").body(patch).await?.into_body() {
        UpdateOutput::Ok(order) => !read(&order).is_empty(),
        UpdateOutput::NoContent => false,
        _ => false,
    })
}

/// The rest.
pub async fn others(client: &Client) -> Result<String, Error> {
    client.orders().delete("1").await?;
    let read: files::Read = client.files().read("notes");
    assert_eq!(read.name, "notes");
    let text: String = read.await?.into_body();
    Ok(text)
}

/// What went wrong.
pub fn problem(error: &Error) -> Option<String> {
    match error {
        Error::Service(error) => error.body().and_then(|problem: &Problem| problem.message.clone()),
        _ => None,
    }
}
