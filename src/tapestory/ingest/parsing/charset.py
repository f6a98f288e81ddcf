"""The bytes of a document and what they claim → its characters, without what XML forbids."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from tapestory.late_regex import late_regex

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# XML 1.0 appendix F.1: what "<?" looks like without a mark. A null byte alone is only dirt.
_UNMARKED = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<\x00", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<\x00", "utf-16-be"),
)
# White space before it in characters of two or four bytes; the bytes of each stay together.
_WIDE_SPACE = late_regex(
    rb"\A(?:(?:[\t\n\r ]\0\0\0)+|(?:\0\0\0[\t\n\r ])+|(?:[\t\n\r ]\0)+|(?:\0[\t\n\r ])+)"
)
# What is declared → what is meant: supersets that publishers write under the older name.
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "big5": "big5hkscs",
    "x-euc-jp": "euc_jp",
}
_DECLARED = late_regex(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([A-Za-z0-9._:-]{2,40})""")
_HEADER = late_regex(r"""charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE)
_MAX_HEADER = 300
_STATEFUL = late_regex(rb"\x1b\$|\x1b\(|~\{")
# XML 1.0 section 2.2, production Char, turned round; surrogates cannot be encoded at all.
_NOT_XML = late_regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes(byte for byte in range(0x20) if byte not in b"\t\n\r")
# A terminal's colours and titles go whole: without its first byte the rest would read as words.
TERMINAL = late_regex(
    r"\x1b(?:\[[0-?]{0,40}[ -/]{0,40}[@-~]|\][^\x07\x1b<]{0,200}(?:\x07|\x1b\\)?)"
)
# Characters of three bytes and more: chance makes none of them out of another charset's letters.
# Left to `re` to compile when it is needed: for a range this wide that takes 4 ms.
_LONG = "[\u0800-\ufffc\U00010000-\U0010ffff]"
_BROKEN = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
"""What `surrogateescape` makes of bytes that are no UTF-8 → what they are in Windows-1252."""
_CERTAIN = 3
# Bytes that cannot be decoded, in a thousand, that a declared charset is still believed with.
_TOLERATED = 2


def decode(body: bytes, content_type: str = "") -> str:
    """Return the document's characters.

    In order of belief: a byte-order mark; bytes that are valid UTF-8 whatever is declared; the
    XML declaration; the HTTP header; Windows-1252. Declared charsets are read as the superset
    that publishers mean by them (GB2312 is GB18030, Latin-1 is cp1252).

    Args:
        body: As received.
        content_type: The HTTP header's value.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            rest = body[len(mark) :]
            if encoding == "utf-8":
                return printable(_by_belief(rest, []))
            return printable(rest.decode(encoding, "replace"))
    head = body[:200].lstrip()
    for start, encoding in _UNMARKED:
        if head.startswith(start) or _WIDE_SPACE.sub(b"", body[:200]).startswith(start):
            return printable(body.decode(encoding, "replace"))
    if body.startswith(b"\x00"):
        return decode(body.lstrip(b"\x00"), content_type)
    return printable(_by_belief(body, _claims(body, content_type)))


def _claims(body: bytes, content_type: str) -> list[str]:
    declared = _DECLARED.search(body[:400])
    header = _HEADER.search(content_type[:_MAX_HEADER])
    names = [
        declared[1].decode("ascii") if declared else "",
        header[1] if header else "",
    ]
    meant = [_MEANT.get(name.lower(), name.lower()) for name in names if name]
    return [name for name in meant if _is_text_codec(name)]


def _is_text_codec(name: str) -> bool:
    try:
        "".encode(name)
    except (LookupError, UnicodeError, ValueError):
        return False
    return not name.startswith(("utf-7", "utf_7", "idna", "punycode", "unicode_escape", "raw_uni"))


def _by_belief(body: bytes, claims: list[str]) -> str:
    stateful = [name for name in claims if name.startswith(("iso-2022", "hz"))]
    if stateful and _STATEFUL.search(body):
        return body.decode(stateful[0], "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for name in claims:
        if _is_unicode(name, body):
            continue
        text = body.decode(name, "replace")
        if text.count("\ufffd") * 1000 <= _TOLERATED * len(text):
            return text
    return _broken_utf8(body)


def _is_unicode(name: str, body: bytes) -> bool:
    """Tell whether a claim is known to be wrong for bytes that are no UTF-8."""
    codec = codecs.lookup(name).name
    wide = codec.startswith(("utf-16", "utf-32"))
    return codec.startswith("utf-8") or (wide and b"\x00" not in body[:200])


def _broken_utf8(body: bytes) -> str:
    """Decode UTF-8 with a few broken bytes, each of them taken as Windows-1252."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    if broken > whole and len(list(islice(re.finditer(_LONG, text), _CERTAIN))) < _CERTAIN:
        return body.decode("cp1252", "replace")
    return body.decode("utf-8", "surrogateescape").translate(_BROKEN)


def printable(text: str) -> str:
    """Return text without the characters that XML forbids, lone surrogates among them."""
    if _is_printable(text):
        return text
    if "\x1b" in text:
        text = TERMINAL.sub("", text)
    return _NOT_XML.sub("", text)


def _is_printable(text: str) -> bool:
    """Tell the same of the whole text, a table's look-up a byte: far cheaper than a search."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        return False
    controls = len(encoded) - len(encoded.translate(None, _CONTROLS))
    return not controls and "\ufffe" not in text and "\uffff" not in text
