"""No URL from outside reaches the machine's own network, whatever it is dressed as."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import pytest

from rolecall.platform.http import HttpClient
from rolecall.platform.http.guard import is_public
from rolecall.platform.http.outcomes import ForbiddenAddress
from rolecall.platform.settings import Settings

if TYPE_CHECKING:
    from tests.platform.conftest import Site


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.1.2.3", "240.0.0.1", "255.255.255.255", "192.88.99.1", "192.0.2.1", "198.18.0.1",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "64:ff9b::7f00:1",
        "64:ff9b:1::1", "2002:a00:1::1", "2002:808:808::1", "2001:0:a00:1::1", "fe80::1", "fe80::1%eth0", "fc00::1",
        "fec0::1", "ff02::1", "2001:db8::1", "100::1",
    ],
)  # fmt: skip
def test_private_and_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "104.16.1.1", "2606:4700::6810:101", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("spelling", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"])
async def test_the_own_machine_is_refused_in_every_spelling_and_never_asked(
    site: Site, settings: Settings, spelling: str
) -> None:
    client = HttpClient(settings)
    with pytest.raises(ForbiddenAddress):
        await client.fetch(f"http://{spelling}:{site.port}/")
    await client.close()
    assert site.asked == []


async def test_a_redirect_into_the_private_network_is_refused(site: Site, other_site: Site, settings: Settings) -> None:
    site.says("/", status=302, Location=f"{other_site.url}/secret")
    client = HttpClient(settings.model_copy(update={"allow_private_hosts": (site.host,)}))
    with pytest.raises(ForbiddenAddress):
        await client.fetch(site.url + "/")
    await client.close()
    assert site.paths() == ["/"]
    assert other_site.asked == []


async def test_a_name_with_one_private_address_among_public_ones_is_refused(
    site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def resolve(host: str, port: int, *rest: Any, **more: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ("8.8.8.8", "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    client = HttpClient(settings)
    with pytest.raises(ForbiddenAddress):
        await client.fetch(f"http://rebind.example:{site.port}/")
    await client.close()
    assert site.asked == []


async def test_the_connection_goes_to_the_address_that_was_checked(
    site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["127.0.0.1", "127.0.0.2", "127.0.0.3"])
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str | bytes, port: int, *rest: Any, **more: Any) -> list[Any]:
        if host == "board.example":
            asked.append(host)
            host = next(answers)
        return list(real(host, port, *rest, **more))

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    site.says("/jobs", b"here")
    client = HttpClient(settings.model_copy(update={"allow_private_hosts": (f"board.example:{site.port}",)}))
    fetched = await client.fetch(f"http://board.example:{site.port}/jobs")
    await client.close()
    assert fetched.body == b"here"
    assert asked == ["board.example"]
    assert site.asked[-1].headers["Host"] == f"board.example:{site.port}"
