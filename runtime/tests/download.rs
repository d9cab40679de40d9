//! Bodies as they come, over the default transport and a bare socket.
#![cfg(feature = "hyper")]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use bindery_runtime as rt;
use common::{OPEN, call};
use rt::{ByteStream, CallOptions, Failure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const PIECE: usize = 64 * 1024;
const LENGTH: usize = 50 * 1024 * 1024;

/// Reads a request without a body, up to its end.
async fn request(socket: &mut TcpStream) -> std::io::Result<()> {
    let mut text = Vec::new();
    while !text.ends_with(b"\r\n\r\n") {
        text.push(socket.read_u8().await?);
    }
    Ok(())
}

async fn send(socket: &mut TcpStream, sent: &AtomicUsize, length: usize) -> std::io::Result<()> {
    let head = format!("HTTP/1.1 200 OK\r\nrequest-id: 7\r\ncontent-length: {LENGTH}\r\n\r\n");
    socket.write_all(head.as_bytes()).await?;
    let piece = vec![7; PIECE];
    while sent.load(Relaxed) < length {
        socket.write_all(&piece).await?;
        sent.fetch_add(PIECE, Relaxed);
    }
    Ok(())
}

/// Answers each request with the first `length` bytes of a file, then closes. Counts what was sent.
async fn serve(length: usize) -> Result<(rt::Client, Arc<AtomicUsize>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let client = rt::Client::builder(format!("http://{}", listener.local_addr()?))?.response_limit(1).build()?;
    let sent = Arc::new(AtomicUsize::new(0));
    let counter = sent.clone();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            counter.store(0, Relaxed);
            // Whoever is on the other side may be gone by now.
            let _ = async { request(&mut socket).await.and(send(&mut socket, &counter, length).await) }.await;
        }
    });
    Ok((client, sent))
}

async fn open(client: &rt::Client, options: &CallOptions) -> Result<ByteStream> {
    Ok(client.open(call(&OPEN), options).await?.stream::<()>()?.into_body())
}

#[tokio::test]
async fn a_large_body_is_never_in_memory() -> Result {
    let (client, sent) = serve(LENGTH).await?;
    let mut stream = open(&client, &CallOptions::new()).await?;
    assert_eq!(stream.content_length(), Some(LENGTH as u64));
    let (mut received, mut pieces, mut largest) = (0, 0, 0);
    while let Some(piece) = stream.chunk().await.transpose()? {
        assert!(piece.iter().all(|byte| *byte == 7));
        received += piece.len();
        pieces += 1;
        largest = largest.max(piece.len());
        if pieces == 1 {
            // Whoever could go on without being asked does so now. The rest is in the buffers of the sockets.
            for _ in 0..10_000 {
                tokio::task::yield_now().await;
            }
            assert!(sent.load(Relaxed) < LENGTH / 2, "{} bytes are on their way", sent.load(Relaxed));
        }
    }
    assert_eq!(received, LENGTH);
    assert!(pieces >= 50 && largest <= 1024 * 1024, "{pieces} pieces of up to {largest} bytes");
    println!("{pieces} pieces of up to {largest} bytes");
    Ok(())
}

#[tokio::test]
async fn a_truncated_body_is_an_error() -> Result {
    let (client, _) = serve(PIECE).await?;
    let mut stream = open(&client, &CallOptions::new()).await?;
    let failure = loop {
        match stream.chunk().await.ok_or("no failure")? {
            Ok(_) => {}
            Err(failure) => break failure,
        }
    };
    let Failure::Transport(error) = failure else { panic!("not a transport failure: {failure:?}") };
    assert_eq!((error.received_bytes(), error.request_id()), (PIECE as u64, Some("7")));
    assert!(stream.chunk().await.is_none());
    Ok(())
}

#[tokio::test]
async fn a_stream_can_be_dropped() -> Result {
    let (client, _) = serve(LENGTH).await?;
    for _ in 0..3 {
        let mut stream = open(&client, &CallOptions::new()).await?;
        assert!(stream.chunk().await.is_some_and(|piece| piece.is_ok()));
    }
    let mut stream = open(&client, &CallOptions::new()).await?;
    let mut received = 0;
    while let Some(piece) = stream.chunk().await.transpose()? {
        received += piece.len();
    }
    assert_eq!(received, LENGTH);
    Ok(())
}

#[tokio::test]
async fn a_body_that_stands_still_runs_into_the_limit() -> Result {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let client = rt::Client::builder(format!("http://{}", listener.local_addr()?))?.build()?;
    let served = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await?;
        request(&mut socket).await?;
        socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf").await?;
        socket.read_u8().await
    });
    let stream = open(&client, &CallOptions::new()).await?;
    let failure = stream.idle_limit(Some(Duration::from_millis(50))).collect(10).await.unwrap_err();
    assert_eq!(failure.to_string(), "GET /x was answered 200 OK, but then nothing came within 50ms");
    assert!(matches!(failure, Failure::Timeout(e) if e.received_bytes() == 4 && e.may_have_been_sent()));
    served.abort();
    Ok(())
}
