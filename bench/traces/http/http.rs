// SPDX-License-Identifier: MIT
//! The program whose trace http.csv is, but for what it stands on: hyper, tower and tokio as Debian ships them. A server whose
//! routes are boxed services, as in web frameworks: the outer one limits the requests in flight and their time, the inner ones
//! answer. One answers by asking another server, with pauses between the chunks of a body. Clients keep their connections.
use futures_util::stream::{self, StreamExt};
use hyper::service::make_service_fn;
use hyper::{body, Body, Client, Request, Response, Server};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;
use tower::util::{service_fn, BoxCloneService};
use tower::{BoxError, ServiceBuilder, ServiceExt};

const CLIENTS: u64 = 24;
const REQUESTS: u64 = 12; // of each client
type Route = BoxCloneService<Request<Body>, Response<Body>, BoxError>;

/// So many chunks of a body, with pauses between them.
fn chunks(count: u64, pause: Duration) -> Body {
    Body::wrap_stream(stream::iter(0..count).then(move |i| async move {
        if i % 3 == 1 {
            tokio::time::sleep(pause).await;
        }
        Ok::<_, Infallible>(vec![b'.'; 100 + 900 * (i as usize % 5)])
    }))
}

/// /slow/MILLISECONDS, /chunks/COUNT; anything else gives back the request's body.
async fn answer(request: Request<Body>) -> Result<Response<Body>, BoxError> {
    let mut words = request.uri().path().split('/').skip(1);
    let (name, number) = (words.next().unwrap_or(""), words.next().and_then(|word| word.parse().ok()).unwrap_or(0));
    match name {
        "slow" => tokio::time::sleep(Duration::from_millis(number)).await,
        "chunks" => return Ok(Response::new(chunks(number, Duration::from_millis(2)))),
        _ => return Ok(Response::new(Body::from(body::to_bytes(request.into_body()).await?))),
    }
    Ok(Response::new(Body::from("done")))
}

/// /ask/...: asks the server behind, and passes its answer on.
fn routes(behind: Option<SocketAddr>) -> Route {
    let client = Client::new();
    let leaf: Route = BoxCloneService::new(service_fn(answer));
    let asking: Route = BoxCloneService::new(service_fn(move |request: Request<Body>| {
        let (client, leaf) = (client.clone(), leaf.clone());
        async move {
            match (request.uri().path().strip_prefix("/ask"), behind) {
                (Some(path), Some(behind)) => Ok(client.get(format!("http://{behind}{path}").parse()?).await?),
                _ => leaf.oneshot(request).await,
            }
        }
    }));
    let layers = ServiceBuilder::new().concurrency_limit(6).timeout(Duration::from_secs(5));
    BoxCloneService::new(layers.service(asking))
}

fn serve(behind: Option<SocketAddr>) -> SocketAddr {
    let routes = routes(behind);
    let server = Server::bind(&([127, 0, 0, 1], 0).into()).serve(make_service_fn(move |_| {
        let routes = routes.clone();
        async move { Ok::<_, Infallible>(routes) }
    }));
    let at = server.local_addr();
    tokio::spawn(server);
    at
}

async fn ask(at: SocketAddr, client: u64) -> Result<(), BoxError> {
    let connections = Client::new();
    for i in 0..REQUESTS {
        let path = match (client + i) % 5 {
            0 => format!("/slow/{}", 1 + i % 7),
            1 => format!("/chunks/{}", 2 + client % 9),
            2 => format!("/ask/chunks/{}", 3 + i % 5),
            3 => format!("/ask/slow/{}", 1 + client % 4),
            _ => "/echo".to_string(),
        };
        let body = if path == "/echo" { chunks(1 + i % 4, Duration::from_millis(1)) } else { Body::empty() };
        let request = Request::post(format!("http://{at}{path}")).body(body)?;
        body::to_bytes(connections.request(request).await?.into_body()).await?;
    }
    Ok(())
}

#[tokio::main(worker_threads = 2)]
async fn main() -> Result<(), BoxError> {
    let at = serve(Some(serve(None)));
    let clients: Vec<_> = (0..CLIENTS).map(|client| tokio::spawn(ask(at, client))).collect();
    for client in clients {
        tokio::time::timeout(Duration::from_secs(60), client).await???;
    }
    Ok(())
}
