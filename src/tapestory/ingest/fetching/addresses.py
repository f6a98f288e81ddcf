"""An address, as the resolver spells it → whether it may be connected to."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_SPECIAL = tuple(
    ip_network(network)
    # What the IANA registries of special addresses hold beyond what Python's `is_global` knows.
    for network in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "3fff::/20")
)


class AddressPolicy:
    """Says which addresses may be connected to.

    Args:
        allow_networks: CIDR networks that are allowed although they are not public.

    Raises:
        ValueError: One of them is no network.
    """

    def __init__(self, allow_networks: Iterable[str] = ()) -> None:
        self._allowed: tuple[Network, ...] = tuple(
            ip_network(network, strict=False) for network in allow_networks
        )

    def allows(self, address: str) -> bool:
        """Tell whether an address may be connected to.

        Private, loopback, link-local, site-local, shared, multicast, reserved and unspecified
        ones may not, nor an IPv6 one that carries such an IPv4 one (mapped, 6to4, NAT64).
        """
        bare, _, zone = address.partition("%")
        try:
            parsed = ip_address(bare)
        except ValueError:
            return False
        same = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
        return self._is_allowed(same or parsed) or (not zone and _is_public(parsed))

    def _is_allowed(self, address: Address) -> bool:
        return any(
            address in network for network in self._allowed if network.version == address.version
        )


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return _is_public(address.ipv4_mapped)
        if address in _NAT64:
            return _is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
        if address.sixtofour is not None:
            return _is_public(address.sixtofour)
        if address not in _UNICAST:
            return False
    elif address.is_reserved or address.is_unspecified:
        return False
    special = any(address in network for network in _SPECIAL if network.version == address.version)
    return address.is_global and not address.is_multicast and not special
