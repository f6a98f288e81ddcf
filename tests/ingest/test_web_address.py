from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.ingest.fetching.web_address import joined, web_address

PIECES = st.text("ab.:/%?#@[]é{}|\\ ;=`\"<~^'", max_size=20)


@pytest.mark.parametrize(
    ("printed", "sent"),
    [
        ("http://a.example", "http://a.example/"),
        ("HTTP://A.example:80/X", "http://a.example/X"),
        ("https://a.example:443/", "https://a.example/"),
        ("https://a.example:80/", "https://a.example:80/"),
        ("http://a.example:", "http://a.example/"),
        ("http://a.example/ü b?q=é c#part", "http://a.example/%C3%BC%20b?q=%C3%A9%20c"),
        ("http://a.example/%c3%BC%", "http://a.example/%c3%BC%"),
        ("http://a.example/x/../y/./z", "http://a.example/y/z"),
        ("http://a.example/../../etc", "http://a.example/etc"),
        ("http://a.example/feed?", "http://a.example/feed?"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("http://münchen.example/", "http://xn--mnchen-3ya.example/"),
        ("  http://a.example/  ", "http://a.example/"),
    ],
)
def test_an_address_is_sent_in_one_spelling(printed: str, sent: str) -> None:
    assert web_address(printed).spelt() == sent


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "a.example/feed",
        "//a.example/feed",
        "ftp://a.example/",
        "javascript:alert(1)",
        "http://",
        "http:///feed",
        "http://[::1",
        "http://[::1/]",
        "http://a.example:x/",
        "http://a.example:0/",
        "http://a.example:65536/",
        f"http://a.example:{'0' * 20}80000/",
        "http://a.example:٨٠/",
        "http://1.2.3.400/",
        "http://a.example/\x00",
        "http://a.example/a\nb",
        "http://①②⑦.0.0.1/",
        "http://a.example/" + "x" * 70_000,
    ],
)
def test_what_is_no_web_address_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        web_address(printed)


def test_credentials_stand_apart_from_the_address() -> None:
    address = web_address("https://me:p@ss word@a.example/")
    assert (address.userinfo, address.host) == ("me:p%40ss%20word", "a.example")
    assert address.spelt() == "https://a.example/"
    assert address.spelt(address.userinfo) == "https://me:p%40ss%20word@a.example/"


@pytest.mark.parametrize(
    ("reference", "led_to"),
    [
        ("other", "http://a.example/feeds/other"),
        ("../up", "http://a.example/up"),
        ("/root?x", "http://a.example/root?x"),
        ("?page=2", "http://a.example/feeds/one?page=2"),
        ("//b.example/x", "http://b.example/x"),
        ("https://b.example", "https://b.example/"),
    ],
)
def test_a_reference_is_read_from_where_it_stands(reference: str, led_to: str) -> None:
    base = web_address("http://a.example/feeds/one?page=1")
    assert joined(base, reference).spelt() == led_to


@given(st.sampled_from(["http://", "https://a.example/", "HTTP://a.example:81", ""]), PIECES)
def test_the_one_spelling_is_read_as_itself_and_is_fit_for_a_header(head: str, rest: str) -> None:
    try:
        address = web_address(head + rest)
    except ValueError:
        return
    spelt = address.spelt(address.userinfo)
    assert web_address(spelt).spelt(address.userinfo) == spelt
    assert spelt.isascii()
    assert spelt.isprintable()
    assert " " not in spelt
    assert address.target.startswith("/")


@given(PIECES)
def test_no_reference_leads_anywhere_but_to_the_web(reference: str) -> None:
    try:
        address = joined(web_address("http://a.example/x"), reference)
    except ValueError:
        return
    assert address.scheme in {"http", "https"}
    assert address.host
