"""A host name → the addresses that may be connected to, or `BlockedAddressError`.

The check stands where the connection is made: the very address that was checked is the one that
is connected to, so that a name cannot resolve to something else in between (DNS rebinding).
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpcore

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_COMPATIBLE = IPv6Network("::/96")


class BlockedError(Exception):
    """All addresses of a host are refused; carries them."""


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
        """Tell whether an address, as the resolver spells it, may be connected to.

        Private, loopback, link-local, shared, multicast, reserved and unspecified ones may not,
        nor an IPv6 one that carries such an IPv4 one (mapped, 6to4, Teredo, NAT64).
        """
        bare, _, zone = address.partition("%")
        try:
            parsed = ip_address(bare)
        except ValueError:
            return False
        meant = _meant(parsed)
        if any(
            candidate in network
            for candidate in {parsed, meant}
            for network in self._allowed
            if candidate.version == network.version
        ):
            return True
        return not zone and _is_public(parsed) and _is_public(meant)


def _is_public(address: Address) -> bool:
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _meant(address: Address) -> Address:
    """Return the IPv4 address inside an IPv6 one, else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if any(address in network for network in _NAT64) or address in _COMPATIBLE:
        embedded = IPv4Address(int(address) & 0xFFFF_FFFF)
        return embedded if int(address) > 1 else address
    return address


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Resolves a host once and connects to an address that the policy allows.

    TLS server name and Host header stay the host's: they belong to the layers above.
    """

    def __init__(self, policy: AddressPolicy) -> None:
        self._policy = policy
        self._connect = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first allowed address that answers.

        Raises:
            BlockedError: None is allowed.
            httpcore.ConnectError: The name does not resolve, or nobody answers.
        """
        addresses = await _resolve(host, port)
        allowed = [address for address in addresses if self._policy.allows(address)]
        if not allowed:
            raise BlockedError(", ".join(addresses))
        failure = httpcore.ConnectError("no address")
        for address in allowed:
            try:
                return await self._connect.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except httpcore.ConnectError as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109  # httpcore's signature
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002  # same
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: no feed is behind a socket file."""
        raise BlockedError(path)

    async def sleep(self, seconds: float) -> None:
        """Wait, between connection attempts."""
        await asyncio.sleep(seconds)


async def _resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host, once each, in the resolver's order.

    Numeric spellings of IPv4 (decimal, hex, octal, short) are resolved by the same call.
    """
    try:
        ip_address(host)
    except ValueError:
        pass
    else:
        return [host]
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        message = f"the name does not resolve: {error}"
        raise httpcore.ConnectError(message) from error
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))
