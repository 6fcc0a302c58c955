"""Which addresses may be connected to: a URL from outside must not reach the machine's own network.

A name is resolved once, every address it has is checked, and the connection goes to a checked address, so that a name
which answers differently a second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Collection, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpcore

from rolecall.platform.http.outcomes import ForbiddenAddress

# `ipaddress.is_global` passes 64:ff9b::a00:1, 2002:a00:1::1, ::127.0.0.1 and 224.1.2.3, so each is asked for by name.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_TEREDO = IPv6Network("2001::/32")
_SIX_TO_FOUR = IPv6Network("2002::/16")
_NAT64 = IPv6Network("64:ff9b::/96")
_RELAY_6TO4 = ip_address("192.88.99.0")


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address lies on the public internet, also through the IPv6 forms that carry an IPv4 address."""
    if isinstance(address, IPv4Address):
        return (
            address.is_global
            and not address.is_multicast
            and not address.is_reserved
            and int(address) >> 8 != int(_RELAY_6TO4) >> 8
        )
    if address.scope_id is not None:
        return False
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in _NAT64:  # an IPv6-only network reaches every IPv4 host this way
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    return (
        address in _GLOBAL_UNICAST
        and address not in _TEREDO
        and address not in _SIX_TO_FOUR
        and address.is_global
        and not address.is_multicast
    )


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections for httpcore, only to public addresses and to the `allowed` pairs `host:port`."""

    def __init__(self, allowed: Collection[str] = ()) -> None:
        self._allowed = frozenset(entry.lower() for entry in allowed)
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first checked address that answers. Raises ForbiddenAddress, httpcore.ConnectError."""
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._checked(host, port)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"{host} was not resolved in time") from error
        share = None if timeout is None else timeout / len(addresses)
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in addresses:
            try:
                return await self._inner.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"{host} has no address")

    async def connect_unix_socket(self, path: str, *_rest: object, **_more: object) -> httpcore.AsyncNetworkStream:
        """Refuse: no URL from outside names a socket file."""
        raise ForbiddenAddress.of(path)

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore does between its own tries."""
        await asyncio.sleep(seconds)

    async def _checked(self, host: str, port: int) -> list[str]:
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} has no address") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))[:4]
        if f"{host.lower()}:{port}" not in self._allowed:
            # One private address among public ones is a sign of rebinding: the whole name is refused.
            for address in addresses:
                if not is_public(ip_address(address)):
                    raise ForbiddenAddress.of(host)
        return addresses
