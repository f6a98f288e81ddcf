"""A copy is found whole or in part; what only resembles is none."""

from __future__ import annotations

import pickle
import random
import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from tapestory.ingest.copies.index import CopyIndex, containment
from tapestory.model import ArticleId

NOON = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
FIRST, SECOND = ArticleId("first"), ArticleId("second")
_HAN = [chr(code) for code in range(0x4E00, 0x5200)]


def words(count: int, seed: int) -> str:
    """Return a text of made-up words, another for each seed."""
    draw = random.Random(seed)  # noqa: S311  # test data
    made = ["".join(draw.choices(string.ascii_lowercase, k=draw.randint(2, 9))) for _ in range(800)]
    return " ".join(draw.choices(made, k=count))


def characters(count: int, seed: int) -> str:
    draw = random.Random(seed)  # noqa: S311  # test data
    return "".join(draw.choices(_HAN, k=count))


def index(*known: tuple[str, str], window: timedelta = 3 * 24 * HOUR) -> CopyIndex:
    copies = CopyIndex(window)
    for number, (title, text) in enumerate(known):
        copies.add((FIRST, SECOND)[number], title, text, NOON + number * HOUR)
    return copies


@given(seed=st.integers(0, 10**6), count=st.integers(60, 900))
@settings(max_examples=30, deadline=None)
def test_the_same_text_under_another_title_is_a_copy(seed: int, count: int) -> None:
    text, foreign = words(count, seed), words(count, -seed - 1)
    copies = index(("One title", text))

    assert copies.master_of("Quite another", text, NOON + HOUR) == FIRST
    assert copies.master_of("Quite another", foreign, NOON) is None


@given(seed=st.integers(0, 10**6), share=st.floats(0.3, 1))
@settings(max_examples=30, deadline=None)
def test_the_first_third_is_a_copy_in_either_order(seed: int, share: float) -> None:
    for text in (words(400, seed), characters(600, seed)):
        excerpt = text[: int(len(text) * share)]
        assert index(("A", text)).master_of("B", excerpt, NOON + HOUR) == FIRST
        assert index(("B", excerpt)).master_of("A", text, NOON + HOUR) == FIRST


@given(seed=st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_a_lightly_edited_text_is_a_copy(seed: int) -> None:
    text = words(400, seed).split()
    for place in range(0, 400, 25):
        text[place] = "edited"

    assert index(("A", words(400, seed))).master_of("B", " ".join(text), NOON) == FIRST


def test_case_width_and_punctuation_do_not_matter() -> None:
    text = words(100, 1)
    shouted = "  ".join(f"{word.upper()}," for word in text.split())

    assert containment(text, shouted) == 1
    assert index(("A", text)).master_of("B", shouted, NOON) == FIRST


SENTENCES = (
    "面對記憶體價格上漲，軟體公司表示將調整資料中心的支出，並重新檢視與網路服務業者的合約。",
    "分析師認為，伺服器訂單在下半年仍會成長，但是晶片的供應將是最大的變數，投資人應該留意。",
    "公司發言人沒有回應記者的提問，只說明程式的開發進度符合預期，詳細數字將在財報會議上公布。",
    "當地的電力公司則說，新的變電所要到明年才會啟用，在此之前資料中心必須自行準備發電設備。",
)


@pytest.mark.parametrize("conversion", ["t2s", "tw2sp"])
@pytest.mark.parametrize("share", [1, 0.3])
def test_a_copy_in_the_other_chinese_script_is_one(conversion: str, share: float) -> None:
    text = "".join(SENTENCES)
    other = OpenCC(conversion).convert(text)
    excerpt = other[: int(len(other) * share)]

    assert containment(text, other) > 0.8
    if share == 1:
        assert index(("一", text)).master_of("二", excerpt, NOON) == FIRST
        assert index(("一", excerpt)).master_of("二", text, NOON) == FIRST
    assert index(("雲端服務的支出", text)).master_of("云端服务的支出", excerpt, NOON) == FIRST


def test_a_foreign_name_in_a_chinese_text_changes_nothing_around_it() -> None:
    text = characters(300, 5)
    named = f"{text[:150]} Harbour Chips Holdings {text[150:]}"

    assert containment(text, named) > 0.95


def test_a_report_with_another_figure_in_the_same_words_is_news() -> None:
    constant = words(150, 12)
    rates = [
        f"The average rate on a thirty year loan {moved} to {rate} percent this week. {constant}"
        for moved, rate in (("rose", "6.72"), ("rose", "6.81"))
    ]

    copies = index(("Loan rates rise", rates[0]))
    assert copies.master_of("Loan rates rise", rates[1], NOON) is None
    assert copies.master_of("Loan rates rise", rates[0], NOON) == FIRST


def test_figures_that_an_editor_adds_make_no_news() -> None:
    text = words(200, 13)

    assert index(("A", text)).master_of("B", f"{text} The company was founded in 1987.", NOON)


def test_of_a_late_original_the_copy_that_was_seen_first_stays_the_master() -> None:
    text = words(200, 14)
    copies = CopyIndex(72 * HOUR)
    copies.add(SECOND, "The copy", text, NOON)

    assert copies.master_of("The original", text, NOON - 5 * HOUR) == SECOND


def test_what_all_articles_of_a_feed_share_costs_each_the_same() -> None:
    footer = words(120, 15)
    copies = CopyIndex(72 * HOUR)
    for number in range(400):
        copies.add(ArticleId(str(number)), "", f"{words(20, 1_000 + number)} {footer}", NOON)

    text = words(300, 16)
    copies.add(FIRST, "Found", f"{text} {footer}", NOON)
    assert copies.master_of("Again", f"{text} {footer}", NOON) == FIRST


def test_the_earliest_is_the_master_of_all() -> None:
    text = words(200, 2)
    copies = index(("A", text), ("B", text))

    assert copies.master_of("C", text, NOON + 2 * HOUR) == FIRST


def test_beyond_the_window_nothing_is_a_copy() -> None:
    text = words(200, 3)
    copies = index(("A", text), window=24 * HOUR)

    assert copies.master_of("B", text, NOON + 23 * HOUR) == FIRST
    assert copies.master_of("B", text, NOON + 25 * HOUR) is None
    copies.add(SECOND, "Other", words(200, 4), NOON + 96 * HOUR)
    assert copies.master_of("B", text, NOON + 2 * HOUR) is None, "and it is forgotten at last"


QUARTER = (
    "{name} today reported results for its {quarter} quarter. Revenue was ${a}.{b} billion,"
    " compared with ${c}.{d} billion a year earlier, an increase of {e} percent. Net income was"
    " ${f} million, or ${g}.{h} per diluted share. Operating margin was {i} percent. The company"
    " repurchased ${j} million of its common stock and ended the quarter with ${k} million in"
    " cash. For the current quarter, {name} expects revenue between ${l} million and ${m} million."
    " A conference call will be held at {n} p.m. Eastern time, and a replay will be available on"
    " the investor relations website for {o} days."
)


@given(st.lists(st.integers(10, 999), min_size=30, max_size=30, unique=True))
def test_a_template_with_other_figures_is_no_copy(figures: list[int]) -> None:
    def filled(name: str, quarter: str, numbers: list[int]) -> str:
        values = dict(zip("abcdefghijklmno", numbers, strict=True))
        return QUARTER.format(name=name, quarter=quarter, **values)

    first = filled("Harbour Chips", "second", figures[:15])
    second = filled("Canal Memory", "third", figures[15:])

    copies = index(("Harbour Chips reports second quarter results", first))
    assert copies.master_of("Canal Memory reports third quarter results", second, NOON) is None


def test_a_short_text_needs_its_title_too() -> None:
    short = (
        "The company declined to comment when reached by telephone on Thursday evening in Seoul."
    )
    copies = index(("Chip maker mulls a sale of its plant", short))

    assert copies.master_of("Chip maker mulls a sale of its plant - Wire", short, NOON) == FIRST
    assert copies.master_of("Carrier raises fares for the summer", short, NOON) is None


def test_a_headline_without_text_is_a_copy_only_of_itself_and_only_when_long() -> None:
    title = "Regulator opens inquiry into three makers of memory over prices"
    copies = index((title, ""), ("Markets wrap", ""))

    assert copies.master_of(f"{title} | Harbour Wire", "", NOON) == FIRST
    assert copies.master_of(title.replace("three", "four"), "", NOON) is None
    assert copies.master_of("Markets wrap", "", NOON) is None


def test_a_roundup_is_no_copy_of_the_stories_in_it() -> None:
    stories = [words(80, seed) for seed in range(8)]
    copies = index(("Story", stories[5]))

    assert copies.master_of("The day in brief", " ".join(stories), NOON) is None


def test_shared_boilerplate_is_no_copy() -> None:
    about = words(60, 9)
    copies = index(("A", f"{words(150, 10)} {about}"))

    assert copies.master_of("B", f"{words(150, 11)} {about}", NOON) is None


@pytest.mark.parametrize("text", ["", " ", "…", "one two"])
def test_nothing_is_no_copy_of_nothing(text: str) -> None:
    assert index(("A", text)).master_of("B", text, NOON) is None
    assert containment(text, text) == 0


@given(seed=st.integers(0, 10**6), place=st.integers(1, 9))
@settings(max_examples=30, deadline=None)
def test_an_index_that_was_put_aside_and_taken_up_finds_the_same(seed: int, place: int) -> None:
    texts = [words(count, seed + count % 5) for count in (0, 3, 60, 200, 60, 61, 400, 3, 0, 90)]
    told = [(f"Title {number % 4} of the day", text) for number, text in enumerate(texts)]
    known = other = CopyIndex(4 * HOUR)
    for number, (title, text) in enumerate(told):
        if number == place:
            other = pickle.loads(pickle.dumps(known))  # noqa: S301  # what was dumped here
        at = NOON + number * HOUR
        assert other.master_of(title, text, at) == known.master_of(title, text, at)
        for one in {known, other}:
            one.add(ArticleId(f"told{number}"), title, text, at)
