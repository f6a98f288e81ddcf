"""Bytes that are not in the charset they claim: the words arrive as they were written."""

from __future__ import annotations

import codecs

import pytest

from hostile.arena import Arena, Crowd, Document, MeetAtOnce, entry, rss, serve, the

WORDS = {
    "gb18030": "人民币汇率 €100 镕基 朱鎔基",
    "gbk": "上证指数收涨两个百分点",
    "big5": "台積電股價創新高",
    "big5hkscs": "恒生指數 嘅",
    "shift_jis": "日経平均株価が続伸",
    "cp932": "①㈱トヨタ～－",
    "euc_jp": "東京証券取引所",
    "euc_kr": "코스피 사상 최고치",
    "cp949": "삼성전자 똠방각하",
    "windows-1251": "Индекс Мосбиржи вырос",
    "koi8-r": "Рубль укрепился",
    "windows-1252": "Märkte “fest” – €5 …",
    "iso-8859-1": "Café à Genève",
    "iso-8859-2": "Złoty słabnie",
    "iso-8859-15": "Prix en €",
    "windows-1254": "Borsa İstanbul yükseldi",
    "windows-1256": "سوق الأسهم",
    "tis-620": "ตลาดหุ้นไทย",
}


def declared(words: str, name: str) -> str:
    return rss(entry(words), head=f'<?xml version="1.0" encoding="{name}"?>')


def encoded(text: str, charset: str, kind: str = "text/xml") -> Document:
    return Document(
        text=text, pack=lambda text: text.encode(charset), headers={"Content_Type": kind}
    )


@pytest.fixture(scope="module")
def declarations(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once({
        name: encoded(declared(words, name), name, "application/rss+xml")
        for name, words in WORDS.items()
    })  # fmt: skip


@pytest.mark.parametrize("charset", WORDS)
def test_a_declared_charset_is_read(declarations: Crowd, charset: str) -> None:
    assert declarations.titles(charset) == [WORDS[charset]]


@pytest.fixture(scope="module")
def headers(meet_at_once: MeetAtOnce) -> Crowd:
    head = '<?xml version="1.0"?>'
    return meet_at_once({
        name: encoded(rss(entry(words), head=head), name, f'text/xml; charset="{name}"')
        for name, words in WORDS.items()
    })  # fmt: skip


@pytest.mark.parametrize("charset", WORDS)
def test_a_charset_that_only_the_header_names_is_read(headers: Crowd, charset: str) -> None:
    assert headers.titles(charset) == [WORDS[charset]]


LIES = {
    "GB2312 that is GB18030": ("gb2312", "gb18030", WORDS["gb18030"]),
    "GBK that is GB18030": ("gbk", "gb18030", "㐀 朱鎔基 €"),
    "Shift_JIS that is cp932": ("Shift_JIS", "cp932", WORDS["cp932"]),
    "EUC-KR that is cp949": ("euc-kr", "cp949", WORDS["cp949"]),
    "Big5 that is Big5-HKSCS": ("big5", "big5hkscs", WORDS["big5hkscs"]),
    "Latin-1 that is Windows-1252": ("ISO-8859-1", "cp1252", WORDS["windows-1252"]),
    "ASCII that is Windows-1252": ("us-ascii", "cp1252", WORDS["windows-1252"]),
    "UTF-8 that is Windows-1252": ("utf-8", "cp1252", "Märkte “fest” – €5 …"),
    "UTF-16 that is UTF-8": ("utf-16", "utf-8", WORDS["gbk"]),
    "Latin-1 that is UTF-8": ("iso-8859-1", "utf-8", WORDS["gbk"]),
    "GB2312 that is UTF-8": ("gb2312", "utf-8", WORDS["gbk"]),
    "ASCII that is UTF-8": ("us-ascii", "utf-8", WORDS["euc_kr"]),
    "a charset that nobody knows": ("x-martian", "utf-8", WORDS["koi8-r"]),
    "a codec that is no charset": ("rot13", "utf-8", WORDS["koi8-r"]),
    "a codec of bytes": ("base64", "utf-8", WORDS["koi8-r"]),
    "a codec that unpacks": ("zlib", "utf-8", WORDS["koi8-r"]),
    "a codec that fails": ("undefined", "utf-8", WORDS["koi8-r"]),
    "IDNA": ("idna", "utf-8", WORDS["koi8-r"]),
    "escapes": ("unicode_escape", "utf-8", WORDS["koi8-r"]),
    "UTF-7": ("utf-7", "utf-8", "a +ADw-script+AD4- b"),
    "a name of odd signs": ("../../x", "utf-8", WORDS["koi8-r"]),
    "an endless name": ("u" * 5_000, "utf-8", WORDS["koi8-r"]),
}


@pytest.fixture(scope="module")
def lies(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once({
        name: encoded(declared(words, claimed), real)
        for name, (claimed, real, words) in LIES.items()
    })  # fmt: skip


@pytest.mark.parametrize("name", LIES)
def test_a_declaration_that_lies_is_seen_through(lies: Crowd, name: str) -> None:
    assert lies.titles(name) == [LIES[name][2]]


@pytest.fixture(scope="module")
def double_lies(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once({
        name: encoded(declared(words, claimed), real, f"text/xml; charset={claimed}")
        for name, (claimed, real, words) in LIES.items()
    })  # fmt: skip


@pytest.mark.parametrize("name", LIES)
def test_a_header_that_lies_too_is_seen_through(double_lies: Crowd, name: str) -> None:
    assert double_lies.titles(name) == [LIES[name][2]]


def test_the_declaration_wins_where_the_header_says_latin_1_for_lack_of_better(
    arena: Arena,
) -> None:
    body = declared(WORDS["windows-1251"], "windows-1251").encode("cp1251")

    arena.meet(serve(body, Content_Type="text/xml; charset=ISO-8859-1"))

    assert arena.titles() == [WORDS["windows-1251"]]


def wide(
    charset: str, *, claimed: str = "", mark: bytes = b"", before: str = "", after: bytes = b""
) -> Document:
    text = before + declared("利好 €", claimed or charset.rpartition("-")[0])
    return Document(text=text, pack=lambda text: mark + text.encode(charset) + after)


WIDE = {
    "UTF-16 LE with a mark": wide("utf-16-le", mark=codecs.BOM_UTF16_LE),
    "UTF-16 BE with a mark": wide("utf-16-be", mark=codecs.BOM_UTF16_BE),
    "UTF-16 LE without": wide("utf-16-le"),
    "UTF-16 BE without": wide("utf-16-be"),
    "UTF-16 that claims UTF-8": wide("utf-16-le", mark=codecs.BOM_UTF16_LE, claimed="utf-8"),
    "UTF-16 after a line feed": wide("utf-16-le", before="\n"),
    "UTF-32 LE": wide("utf-32-le", mark=codecs.BOM_UTF32_LE),
    "UTF-32 BE": wide("utf-32-be", mark=codecs.BOM_UTF32_BE),
    "UTF-32 without a mark": wide("utf-32-be"),
    "UTF-16 and half a character": wide("utf-16-le", mark=codecs.BOM_UTF16_LE, after=b"\0"),
    "UTF-8 with a mark": wide("utf-8", mark=codecs.BOM_UTF8, claimed="utf-8"),
    "UTF-8 with a mark that claims GBK": wide("utf-8", mark=codecs.BOM_UTF8, claimed="gbk"),
}


@pytest.fixture(scope="module")
def wides(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once(WIDE)


@pytest.mark.parametrize("name", WIDE)
def test_wide_characters_are_read_with_and_without_a_mark(wides: Crowd, name: str) -> None:
    assert wides.titles(name) == ["利好 €"]


BROKEN = {
    "a lone continuation": b"\x80",
    "a cut sequence": b"\xe4\xbd",
    "an overlong slash": b"\xc0\xaf",
    "a surrogate": b"\xed\xa0\x80",
    "beyond the last character": b"\xf4\x90\x80\x80",
    "bytes that never occur": b"\xfe\xff",
    "one Latin-1 letter": b"\xe9",
}
BESIDE_BROKEN = rss(entry("利好"), entry("BAD", "<description>BAD</description>"), entry("코스피"))


def broken(bad: bytes) -> Document:
    return Document(
        text=BESIDE_BROKEN, pack=lambda text: text.encode().replace(b"BAD", b"a" + bad + b"b")
    )


@pytest.fixture(scope="module")
def brokens(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once({name: broken(bad) for name, bad in BROKEN.items()})


@pytest.mark.parametrize("name", BROKEN)
def test_a_few_broken_bytes_cost_no_other_word(brokens: Crowd, name: str) -> None:
    titles = brokens.titles(name)
    assert len(titles) == 3
    assert {"利好", "코스피"} <= set(titles)


def test_noise_in_place_of_letters_stays_one_feed(arena: Arena) -> None:
    noise = bytes(range(128, 256)) * 2_000
    body = rss(entry("one", "<description>NOISE</description>"), entry("two"))

    arena.meet(serve(body.encode().replace(b"NOISE", noise)))

    assert arena.titles() == ["one", "two"]


def test_stateful_encodings_hide_no_markup(arena: Arena) -> None:
    body = rss(entry("one"), head='<?xml version="1.0" encoding="iso-2022-jp"?>').encode()
    words = "日経平均".encode("iso-2022-jp")
    body = body.replace(b"<title>one", b"<title>" + words)

    arena.meet(serve(body))

    assert the(arena.articles())["title"] == "日経平均"
