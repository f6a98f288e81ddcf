"""Hosts and printed names lead to one newsroom each, and to the country of its clocks."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tapestory.ingest.dating.zones import zone_of
from tapestory.ingest.identity.outlet_families import FAMILIES
from tapestory.ingest.identity.outlets import country_of, outlet_of_host, outlet_of_name

_LABEL = st.from_regex(r"[a-z]{2,8}", fullmatch=True)


def test_no_host_and_no_name_belongs_to_two_newsrooms() -> None:
    hosts = Counter(host for family in FAMILIES for host in family.hosts)
    names = Counter(
        name.casefold() for family in FAMILIES for name in (family.name, *family.aliases)
    )

    assert [host for host, count in hosts.items() if count > 1] == []
    assert [name for name, count in names.items() if count > 1] == []
    assert len({family.name for family in FAMILIES}) == len(FAMILIES)


def test_every_newsroom_is_found_by_all_that_is_known_of_it() -> None:
    for family in FAMILIES:
        for name in (family.name, *family.aliases, *family.hosts):
            assert outlet_of_name(f"  {name.upper()} ") == family.name
        for host in family.hosts:
            assert outlet_of_host(host) == outlet_of_host(f"feeds.{host}.") == family.name
            assert host == host.lower() == host.strip(". ")


def test_every_country_has_a_clock() -> None:
    for country in {family.country for family in FAMILIES} - {""}:
        zone = zone_of("", country)
        assert zone is not None
        assert zone.source == "outlet"


@pytest.mark.parametrize(
    ("host", "outlet"),
    [
        ("money.udn.com", "Economic Daily News"),
        ("udn.com", "UDN"),
        ("notreuters.com", "notreuters.com"),
        ("news.example.co.uk", "example.co.uk"),
        ("www.example.com.cn", "example.com.cn"),
        ("a.b.example.co.kr", "example.co.kr"),
        ("news.example.idv.tw", "example.idv.tw"),
        ("co.uk", "co.uk"),
        ("harbour.github.io", "harbour.github.io"),
        ("feeds.harbour.substack.com", "harbour.substack.com"),
        ("harbour.blog.fc2.com", "harbour.blog.fc2.com"),
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_an_unknown_host_is_its_registrable_domain(host: str, outlet: str) -> None:
    assert outlet_of_host(host) == outlet


@given(name=_LABEL, subdomains=st.lists(_LABEL.filter(lambda label: label != "www"), max_size=3))
def test_subdomains_make_no_other_outlet(name: str, subdomains: list[str]) -> None:
    for ending in ("invalid", "co.jp", "com.tw", "or.kr"):
        domain = f"{name}-harbour.{ending}"
        assert outlet_of_host(".".join([*subdomains, domain])) == domain


@given(st.text(max_size=60))
@example("Harbour /")
@example("https:// www.www.harbour.example")
def test_any_name_is_an_outlet(name: str) -> None:
    assert outlet_of_name(outlet_of_name(name)) == outlet_of_name(name)
    assert country_of(name, name) == "" or len(country_of(name, name)) == 2


@pytest.mark.parametrize(
    ("outlet", "host", "country"),
    [
        ("Yonhap", "", "KR"),
        ("财联社", "", "CN"),
        ("", "rss.nytimes.com", "US"),
        ("", "finance.yahoo.co.jp", "JP"),
        ("Reuters", "www.reuters.com", ""),
        ("Harbour Wire", "harbour.example.co.uk", "GB"),
        ("Harbour Wire", "harbour.ai", ""),
        ("Harbour Wire", "127.0.0.1", ""),
        ("Harbour Wire", "", ""),
    ],
)
def test_an_outlets_country_is_its_own_or_its_hosts(outlet: str, host: str, country: str) -> None:
    assert country_of(outlet, host) == country
