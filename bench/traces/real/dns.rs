// SPDX-License-Identifier: MIT
//! The program whose trace real.csv is, but for what it stands on: trust-dns, tokio and async-trait as Debian ships them. A DNS
//! server with a zone of its own, and behind it, for all other names, a resolver that forwards to a second server; sixteen
//! clients ask both kinds of names over UDP and TCP.
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, UdpSocket};
use trust_dns_resolver::config::{NameServerConfigGroup, ResolverConfig, ResolverOpts};
use trust_dns_resolver::proto::rr::{Name, RData, Record};
use trust_dns_resolver::TokioAsyncResolver;
use trust_dns_server::authority::{Catalog, ZoneType};
use trust_dns_server::store::forwarder::{ForwardAuthority, ForwardConfig};
use trust_dns_server::store::in_memory::InMemoryAuthority;
use trust_dns_server::ServerFuture;

type Failure = Box<dyn std::error::Error>;
const CLIENTS: u32 = 16;
const QUESTIONS: u32 = 12; // of each client

fn zone(origin: &str, hosts: u32) -> Result<InMemoryAuthority, Failure> {
    let mut zone = InMemoryAuthority::empty(Name::from_str(origin)?, ZoneType::Primary, false);
    for i in 0..hosts {
        let host = Name::from_str(&format!("h{i}.{origin}"))?;
        zone.upsert_mut(Record::from_rdata(host.clone(), 300, RData::A(Ipv4Addr::from(0x0a00_0000 + i))), 0);
        let alias = Name::from_str(&format!("a{i}.{origin}"))?;
        zone.upsert_mut(Record::from_rdata(alias, 300, RData::CNAME(host)), 0);
    }
    Ok(zone)
}

/// On a port of its own, by UDP and TCP.
async fn serve(catalog: Catalog) -> Result<SocketAddr, Failure> {
    let tcp = TcpListener::bind("127.0.0.1:0").await?;
    let at = tcp.local_addr()?;
    let mut server = ServerFuture::new(catalog);
    server.register_socket(UdpSocket::bind(at).await?);
    server.register_listener(tcp, Duration::from_secs(5));
    tokio::spawn(server.block_until_done());
    Ok(at)
}

fn name_servers(at: SocketAddr) -> NameServerConfigGroup {
    NameServerConfigGroup::from_ips_clear(&[IpAddr::from(Ipv4Addr::LOCALHOST)], at.port(), true)
}

async fn ask(resolver: TokioAsyncResolver, client: u32) {
    for i in 0..QUESTIONS {
        let number = (client * 7 + i * 13) % 200;
        let kind = if i % 3 == 0 { "a" } else { "h" };
        let origin = if i % 2 == 0 { "near.test." } else { "far.test." };
        let _ = resolver.ipv4_lookup(format!("{kind}{number}.{origin}")).await; // a name that is missing is an answer, too
    }
}

async fn run() -> Result<(), Failure> {
    let mut upstream = Catalog::new();
    upstream.upsert(Name::from_str("far.test.")?.into(), Box::new(Arc::new(zone("far.test.", 150)?)));
    let config = ForwardConfig { name_servers: name_servers(serve(upstream).await?), options: None };
    let forwarder = ForwardAuthority::try_from_config(Name::root(), ZoneType::Forward, &config)?;
    let mut catalog = Catalog::new();
    catalog.upsert(Name::from_str("near.test.")?.into(), Box::new(Arc::new(zone("near.test.", 150)?)));
    catalog.upsert(Name::root().into(), Box::new(Arc::new(forwarder)));
    let at = serve(catalog).await?;
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let mut options = ResolverOpts::default();
            options.cache_size = 0;
            let mut servers = name_servers(at);
            if client % 4 == 3 {
                servers = servers.into_inner().into_iter().filter(|s| s.protocol.to_string() == "tcp").collect::<Vec<_>>().into();
            }
            let config = ResolverConfig::from_parts(None, vec![], servers);
            let resolver = TokioAsyncResolver::tokio(config, options).unwrap();
            tokio::spawn(ask(resolver, client))
        })
        .collect();
    for client in clients {
        client.await?;
    }
    Ok(())
}

fn main() -> Result<(), Failure> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run())
}
