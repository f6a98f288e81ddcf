"""A date as printed → the time of day in it, the zone printed with it, and what is left."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tapestory.ingest.dating.month_names import month_of, weekday_of
from tapestory.ingest.dating.zones import zone_of
from tapestory.late_regex import late_regex

_MORNING = frozenset(
    {
        "am",
        "a",
        "上午",
        "早上",
        "凌晨",
        "清晨",
        "午前",
        "오전",
        "새벽",
        "아침",
        "早",
        "朝",
        "öö",
        "πμ",
    }
)
_EVENING = frozenset(
    {"pm", "p", "下午", "傍晚", "午後", "午后", "오후", "저녁", "夕方", "öş", "ös", "μμ"}
)
_NOON = frozenset({"中午", "正午", "낮"})
_NIGHT = frozenset({"晚上", "晚间", "晚間", "深夜", "半夜", "夜", "晚", "夜間", "밤"})
_BEFORE = "|".join(
    sorted(
        {word for word in _MORNING | _EVENING | _NOON | _NIGHT if not word.isascii()},
        key=len,
        reverse=True,
    )
)
_HALF = rf"(?:(?P<half>{_BEFORE}|[ap]\.?m\.?(?=\s?\d))\s?)?"
_HALF_AFTER = r"(?:\s?(?P<ampm>[ap]\.?\s?m\b\.?|[ap](?=\s*$)|μ\.?μ\.?|π\.?μ\.?|öö|öş|ös))?"
_FRACTION = r"(?:[.,](?P<fraction>\d{1,12}))"
_FORMS = tuple(
    late_regex(form, re.IGNORECASE)
    for form in (
        # 21:30, 21:30:00.5, 9:30 p.m., 下午9:30
        (
            rf"{_HALF}(?<!\d)(?P<hour>\d{{1,2}})\s?:\s?(?P<minute>\d{{1,2}})"
            rf"(?:\s?:\s?(?P<second>\d{{1,2}}){_FRACTION}?)?(?!\d){_HALF_AFTER}"
        ),
        # 21時30分, 下午9点半, 오후 9시 30분 15초
        (
            rf"{_HALF}(?<!\d)(?P<hour>\d{{1,2}})\s?[時时点點시]\s?(?:(?P<minute>\d{{1,2}})\s?[分분]?"
            r"|(?P<thirty>半|반)|整|钟|鐘)?\s?(?:(?P<second>\d{1,2})\s?[秒초])?"
        ),
        # 21.30 Uhr, kl. 21.30, klo 21.30, alle 21.30
        r"(?<!\d)(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?=\s?(?:uhr|uur|wib|gmt|bst|ces?t)\b)",
        r"\b(?:kl\.?|klo|um|om|alle|ore|pukul|godz\.)\s?(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?![\d.])",
        # 21h30, 21 Uhr 30, 21 Uhr
        r"(?<!\d)(?P<hour>\d{1,2})\s?(?:h|uhr)\s?(?P<minute>\d{2})?(?![^\W_])",
        # 3 pm
        r"(?<!\d)(?P<hour>\d{1,2})\s?(?P<ampm>[ap]\.?m\b\.?)",
    )
)
# Not "15:31 - 2 July", nor "15:31 -02.07.2026".
_OFFSET = late_regex(
    r"\s?(?:[A-Za-z]{1,5}\s?)?[+-](?:\d{1,2}:?\d{2}(?::?\d{2})?|\d{1,2}|\s\d{4})(?![\d./-]|:\d)"
)
_NAMED = late_regex(
    r"\s?(?:(?:est5edt|cst6cdt|mst7mdt|pst8pdt)(?![^\W_])|[A-Za-z]+/[A-Za-z_/]+(?:[+-]\d{1,2})?"
    r"|[^\W\d_]+(?:\s[^\W\d_]+){0,3}(?![^\W_]))",
    re.IGNORECASE,
)
_FILLER = late_regex(r"\s?(?:uhr|hrs?|hours|uur|h|น\.?)(?![^\W_])\.?", re.IGNORECASE)
_EAST_ASIAN_ZONES = late_regex(
    r"北京时间|北京時間|美东时间|美東時間|美西时间|美西時間|台北时间|台北時間|臺北時間|香港时间"
    r"|香港時間|한국\s?시간|韩国时间|日本時間|日本时间|東京時間|新加坡时间|伦敦时间|格林尼治时间"
    r"|世界标准时间"
)
_LOOKS_LIKE_A_ZONE = late_regex(r"[A-Z]{2,5}")
_LONGEST_NAME = 4


class UnreadableClockError(ValueError):
    """There is a time of day, and it is impossible or could be several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day as printed, on 24 hours."""

    hour: int
    minute: int
    second: int | None
    """None where only minutes are printed."""
    microsecond: int = 0
    zone: str
    """As printed, "" for none."""


def find_clock(text: str) -> tuple[Clock | None, str]:
    """Return the time of day in a text, if any, and the text without it and its zone.

    Args:
        text: NFKC, blanks single.

    Raises:
        UnreadableClockError: Two times, or one that no clock shows.
    """
    named = _EAST_ASIAN_ZONES.search(text)
    if named:
        text = f"{text[: named.start()]} {text[named.end() :]}".strip()
    for form in _FORMS:
        found = form.search(text)
        if found is None:
            continue
        zone, end = _zone_at(text, found.end())
        if any(other.search(text, end) for other in _FORMS[:2]):
            message = "two times of day"
            raise UnreadableClockError(message)
        clock = _clock(found, zone or (named[0] if named else ""))
        # The "T" of ISO 8601 belongs to the time.
        head = re.sub(r"(?<=\d)[Tt_]$", "", text[: found.start()])
        return clock, f"{head} {text[end:]}"
    return None, text


def _zone_at(text: str, start: int) -> tuple[str, int]:
    """Return the zone that stands at a place, and where it ends."""
    filler = _FILLER.match(text, start)
    if filler:
        start = filler.end()
    offset = _OFFSET.match(text, start)
    if offset and zone_of(offset[0], ""):
        # "+0000 UTC", "+0800 CST": the number has said it.
        return offset[0], _after_names(text, offset.end())
    if offset:
        return offset[0], offset.end()
    named = _NAMED.match(text, start)
    if named is None:
        return "", start
    words = named[0].split(" ")
    for count in range(min(len(words), _LONGEST_NAME + 1), 0, -1):
        name = " ".join(words[:count])
        if name.strip() and zone_of(name, ""):
            end = start + len(name)
            offset = _OFFSET.match(text, end)
            return (offset[0], offset.end()) if offset else (name, end)
    first = named[0].split()[0]
    if _LOOKS_LIKE_A_ZONE.fullmatch(first) and not _in_a_calendar(first):
        return first, text.index(first, start) + len(first)
    return "", start


def _after_names(text: str, start: int) -> int:
    following = re.compile(r"\s?([A-Za-z]{1,5})(?![^\W_])").match(text, start)
    if following and zone_of(following[1], "") and not _in_a_calendar(following[1]):
        return following.end()
    return start


def _in_a_calendar(word: str) -> bool:
    return month_of(word) is not None or weekday_of(word) is not None


def _clock(found: re.Match[str], zone: str) -> Clock:
    groups = found.groupdict()
    minute = 30 if groups.get("thirty") else int(groups["minute"] or 0) if "minute" in groups else 0
    second = int(groups["second"]) if groups.get("second") else None
    hour = int(groups["hour"])
    # 24:00 and the leap second :60 are legal spellings of the next unit's zero.
    if hour > 24 or minute > 59 or (second or 0) > 60 or (hour == 24 and (minute or second)):
        message = "no clock shows this"
        raise UnreadableClockError(message)
    marker = (groups.get("half") or groups.get("ampm") or "").lower()
    return Clock(
        hour=_on_24_hours(hour, re.sub(r"[.\s]", "", marker)),
        minute=minute,
        second=second,
        microsecond=int((groups.get("fraction") or "0").ljust(6, "0")[:6]),
        zone=zone.strip(),
    )


def _on_24_hours(hour: int, marker: str) -> int:
    if not marker or hour > 12:
        return hour
    if marker in _NOON:
        return hour if hour >= 10 else hour + 12
    if marker in _NIGHT:
        if hour == 12:
            message = "midnight of which day?"
            raise UnreadableClockError(message)
        return hour + 12 if hour >= 5 else hour
    if marker in _EVENING:
        return 12 if hour == 12 else hour + 12
    return 0 if hour == 12 else hour
