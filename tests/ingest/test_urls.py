"""Canonical addresses: one for all twins, still clickable, never changed twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.ingest.identity.outlets import outlet_of_host, outlet_of_name
from tapestory.ingest.identity.urls import absolute_url, canonical_url, host_outlet, identity_key

_URLISH = st.one_of(
    st.text(max_size=60),
    st.builds(
        "{}://{}{}{}{}".format,
        st.sampled_from(["http", "HTTPS", "ftp", "https"]),
        st.sampled_from(
            ["Wire.Example", "m.wire.example:80", "[::1]", "例え.jp", "u:p@a.b", "a..b"]
        ),
        st.text("/.%aZ~é ;=&amp", max_size=20).map(lambda path: f"/{path}"),
        st.sampled_from(["", "?utm_source=x&id=7", "?a=1&rss", "?q=é%7e%zz"]),
        st.sampled_from(["", "#top", "#!/a b"]),
    ),
)


@given(url=_URLISH, base=st.sampled_from(["", "https://base.example/a/b?c=d"]))
def test_what_is_canonical_stays_as_it_is(url: str, base: str) -> None:
    once = canonical_url(url, base)

    assert canonical_url(once) == once
    assert once == "" or once.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("HTTPS://Wire.Example:443/A?utm_source=rss&id=7#top", "https://wire.example/A?id=7"),
        ("http://wire.example", "http://wire.example/"),
        ("https://wire.example/a/amp/", "https://wire.example/a"),
        ("https://wire.example/a.amp.html", "https://wire.example/a.html"),
        ("https://wire-example.cdn.ampproject.org/c/s/wire.example/a", "https://wire.example/a"),
        (
            "https://www.google.com/url?rct=j&url=https://wire.example/a&ct=ga",
            "https://wire.example/a",
        ),
        (
            "http://www.bing.com/news/apiclick.aspx?url=https%3a%2f%2fwire.example%2fa%3fid%3d7&c=1",
            "https://wire.example/a?id=7",
        ),
        (
            "https://news.google.com/news/url?sa=t&url=http://wire.example/a",
            "http://wire.example/a",
        ),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fwire.example%2Fa&h=x",
            "https://wire.example/a",
        ),
        ("https://link.zhihu.com/?target=https%3A//wire.example/a", "https://wire.example/a"),
        (
            "https://www.bing.com/news/apiclick.aspx?url=file:///etc",
            "https://www.bing.com/news/apiclick.aspx?url=file:///etc",
        ),
        ("https://wire.example/a;jsessionid=0A1B.node?id=7", "https://wire.example/a?id=7"),
        ("https://wire.example/a?PHPSESSID=1&gid=2&fbclid=3", "https://wire.example/a?gid=2"),
        ("https://wire.example/a%7eb/%c3%a9", "https://wire.example/a~b/%C3%A9"),
        ("https://wire.example/é x", "https://wire.example/%C3%A9%20x"),
        ("https://wire.example/a/../b/./c", "https://wire.example/b/c"),
        ("https://ann:pw@wire.example/a", "https://wire.example/a"),
        ("https://wire.example/a?source=rss", "https://wire.example/a"),
        ("https://wire.example/a?source=reuters", "https://wire.example/a?source=reuters"),
        ("https://wire.example/#!/a", "https://wire.example/#!/a"),
        ("//wire.example/a", "https://wire.example/a"),
        ("javascript:alert(1)", ""),
        ("java\tscript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("mailto:a@b.example", ""),
        ("urn:uuid:1", ""),
        ("http://[broken/", ""),
        ("http://wire.example:port/", ""),
    ],
)
def test_an_address_is_freed_of_what_only_tracks(printed: str, canonical: str) -> None:
    assert canonical_url(printed) == canonical


@pytest.mark.parametrize(
    "field",
    [
        *("ref=101", "ref=ab12", "sh=1", "st=5", "ei=77", "mod=viewthread", "mod=2", "rss=44"),
        *("partner=7", "share=9", "scm=3", "spm=3", "cmp=12", "ito=7", "ref=00123456", "amp=7"),
    ],
)
def test_what_may_name_an_article_stays(field: str) -> None:
    address = f"https://wire.example/read?{field}&id=3"

    assert canonical_url(f"{address}&utm_medium=rss") == address
    assert canonical_url(address) == address


@pytest.mark.parametrize(
    "field",
    [
        *("ref=rss", "ref=hp-header", "ref", "amp", "amp=1", "rss=1", "mod=rss_markets_main"),
        *("mod=hp_lead_pos1", "share=twitter", "partner=rss", "cmp=RSSFEED", "ito=1490", "rss"),
        *("ito=native_share_article-top", "sh=5b8a2a0c6d5e", "spm=a2c6h.13046898", "AMP=1"),
        *("st=ab12cd&reflink=desktopwebshare", "ocid=x&cvid=y&ei=12", "Ref=Twitter"),
    ],
)
def test_what_says_where_a_reader_came_from_goes(field: str) -> None:
    assert canonical_url(f"https://wire.example/read?{field}") == "https://wire.example/read"


@pytest.mark.parametrize(
    ("host", "ascii_host"),
    [
        ("straße.example", "xn--strae-oqa.example"),
        ("STRASSE.example", "strasse.example"),
        ("βόλος.example", "xn--nxasmm1c.example"),
        ("MÜNCHEN.example", "xn--mnchen-3ya.example"),
        ("例え。jp", "xn--r8jz45g.jp"),
        ("❤.example", "xn--qei.example"),
        ("www_2.münchen.example", "www_2.xn--mnchen-3ya.example"),
        ("under_score.example", "under_score.example"),
        ("xn--mnchen-3ya.example", "xn--mnchen-3ya.example"),
    ],
)
def test_a_host_becomes_its_own_name_and_nobody_else_s(host: str, ascii_host: str) -> None:
    assert canonical_url(f"https://{host}/a") == f"https://{ascii_host}/a"


@pytest.mark.parametrize("host", ["ü..example", "-ß.example", "％.example", f"{'ü' * 64}.example"])
def test_what_is_no_host_has_no_address(host: str) -> None:
    assert canonical_url(f"https://{host}/a") == ""


@given(host=st.from_regex(r"[a-z0-9_-]{1,9}(\.[a-z0-9-]{1,9}){1,3}", fullmatch=True))
def test_a_host_in_ascii_stays_as_it_is(host: str) -> None:
    assert canonical_url(f"https://{host}/b?id=7") == f"https://{host}/b?id=7"


def test_a_relative_link_is_resolved() -> None:
    assert canonical_url("../b?fbclid=1", "https://wire.example/a/c") == "https://wire.example/b"
    assert (
        absolute_url("b?fbclid=1", "https://wire.example/a/") == "https://wire.example/a/b?fbclid=1"
    )
    assert absolute_url("javascript:x", "https://wire.example/a/") == ""


@pytest.mark.parametrize(
    "twin",
    [
        "http://wire.example/a?x=1&y=2",
        "https://www.wire.example/a?y=2&x=1",
        "https://m.wire.example/a/?x=1&y=2",
        "https://amp.wire.example/a/index.html?x=1&y=2",
        "https://www.m.wire.example/a?x=1&y=2#top",
    ],
)
def test_twins_are_one_article(twin: str) -> None:
    assert identity_key(canonical_url(twin)) == identity_key("https://wire.example/a?x=1&y=2")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://wire.example/en-us/a", "https://wire.example/en-gb/a"),
        ("https://wire.example/en_US/a", "https://wire.example/en/a"),
        ("https://wire.example/a?hl=en-US", "https://wire.example/a?hl=en"),
        ("https://en.m.wiki.example/a", "https://en.wiki.example/a"),
        ("https://edition.wire.example/a", "https://wire.example/a"),
    ],
)
def test_editions_of_one_language_are_twins(one: str, other: str) -> None:
    assert identity_key(canonical_url(one)) == identity_key(canonical_url(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://wire.example/en/a", "https://wire.example/zh/a"),
        ("https://wire.example/zh-cn/a", "https://wire.example/zh-tw/a"),
        ("https://wire.example/a?lang=en", "https://wire.example/a?lang=ko"),
        ("https://wire.example/a?id=1", "https://wire.example/a?id=2"),
        ("https://wire.example/?p=1", "https://wire.example/?p=2"),
        ("https://wire.example/a?article=1", "https://wire.example/a?article=2"),
        ("https://wire.example/a?gid=1", "https://wire.example/a?gid=2"),
        ("https://wire.example/A", "https://wire.example/a"),
        ("https://ko.wire.example/a", "https://wire.example/a"),
    ],
)
def test_what_may_be_two_articles_stays_two(one: str, other: str) -> None:
    assert identity_key(canonical_url(one)) != identity_key(canonical_url(other))


_PLAIN = st.builds(
    "https://wire.example/{}?{}".format,
    st.text("ab/.-_~amp%;é", max_size=12),
    st.text("aid=&1utm_s#+%", max_size=12),
)


@given(url=_PLAIN)
def test_a_fragment_makes_no_difference(url: str) -> None:
    if "#" not in url:
        assert canonical_url(f"{url}#top") == canonical_url(url)


@given(url=_URLISH)
def test_twins_of_an_address_have_its_key(url: str) -> None:
    canonical = canonical_url(url)
    key = identity_key(canonical)
    if not key or "#" in canonical:
        return

    assert identity_key(canonical.replace("https://", "http://", 1)) == key
    again = identity_key(f"https://{key.removesuffix('#').removesuffix('?')}")
    assert again == key


def test_a_front_page_identifies_nothing() -> None:
    assert identity_key("https://wire.example/") == ""
    assert identity_key("") == ""


@pytest.mark.parametrize(
    ("host", "outlet"),
    [
        ("www.bloomberg.com", "Bloomberg"),
        ("jp.reuters.com", "Reuters"),
        ("feeds.bbci.co.uk", "BBC"),
        ("news.daily.co.nz", "daily.co.nz"),
        ("ann.substack.com", "ann.substack.com"),
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "localhost"),
    ],
)
def test_all_hosts_of_a_publisher_are_one_outlet(host: str, outlet: str) -> None:
    assert outlet_of_host(host) == outlet
    assert host_outlet(f"https://{host}/a") == outlet


def test_a_printed_name_finds_its_family() -> None:
    assert outlet_of_name(" The Wall  Street Journal") == "Wall Street Journal"
    assert outlet_of_name("Reuters.com") == "Reuters"
    assert outlet_of_name("Harbour Wire") == "Harbour Wire"
    assert host_outlet("") == ""
