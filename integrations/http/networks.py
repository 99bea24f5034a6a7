"""Which numeric addresses the open internet has, and which ones are somebody's inside."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network

Address = IPv4Address | IPv6Address

_NEAR = tuple(
    map(
        ip_network,
        (
            *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8"),
            *("::1/128", "fc00::/7"),
        ),
    )
)
# Special ones that Python (3.11) takes for global.
_NOT_PUBLIC = tuple(
    map(
        ip_network,
        (
            *("192.0.0.0/24", "192.88.99.0/24"),  # protocol assignments, relays of 6to4
            *("2001::/23", "2002::/16"),  # Teredo and others, 6to4: an IPv4 address hides within
            *("2001:db8::/32", "3fff::/20"),  # documentation
        ),
    )
)
_UNICAST = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")
# Where clouds tell a machine its own secrets; 169.254.169.254 is link-local anyway.
_METADATA = frozenset(
    {
        IPv4Address("168.63.129.16"),
        IPv4Address("100.100.100.200"),
        IPv6Address("fd00:ec2::254"),
    }
)


def is_public(address: Address) -> bool:
    if address in _METADATA or any(address in each for each in _NOT_PUBLIC):
        return False
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast
    if address in _NAT64:  # what an IPv6-only network calls the IPv4 address in the last 4 octets
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    return address in _UNICAST


def is_near(address: Address) -> bool:
    """This machine or its own network; never link-local, where clouds keep their secrets."""
    return address not in _METADATA and any(address in each for each in _NEAR)
