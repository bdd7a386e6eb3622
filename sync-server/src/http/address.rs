//! Where a request comes from, to limit guesses by address: an IPv4 address, or the /64 that one home or office has of IPv6.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request};

use crate::hub::Hub;

/// The address; none for this computer itself, where the console's devices and the office's command line are.
pub(crate) fn address(hub: &Hub, request: &Request) -> Option<String> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip())?;
    // Only the proxy in front may say for whom it asks, and only its own word, the last one, is believed.
    let forwarded = request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let forwarded = forwarded.and_then(|list| list.rsplit(',').next()?.trim().parse::<IpAddr>().ok());
    let ip = match forwarded {
        Some(said) if hub.behind_proxy => said,
        _ => peer,
    };
    (!ip.to_canonical().is_loopback()).then(|| network(ip.to_canonical()))
}

fn network(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => Ipv6Addr::from(u128::from(ip) & !u128::from(u64::MAX)).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_is_one_address_however_many_it_has() {
        let of = |text: &str| network(text.parse::<IpAddr>().unwrap().to_canonical());
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
    }
}
