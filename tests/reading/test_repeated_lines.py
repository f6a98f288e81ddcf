"""What an outlet prints in article after article is not read; what it tells is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.readings import GAZETTEER, PUBLISHED
from tapestory import reading
from tapestory.model import ArticleId
from tapestory.reading.text.repeated_lines import (
    LEAST_ARTICLES,
    NOTHING_KNOWN,
    RepeatedLines,
    line_key,
    lines_of,
    teaches,
    title_key,
)

LINES = st.lists(
    st.sampled_from(
        [
            *("Share To", "The crane at the north pier was taken down this morning.", "Menu 12:30"),
            *(
                "Save 5% today!",
                "",
                "  ",
                "起重机今天被拆除。",
                "\x00",
                "Meta fell 5%",
                "-- Reuters",
            ),
        ]
    ),
    max_size=12,
)


class Outlet:
    """Its articles so far, as the pipeline counts them."""

    def __init__(self) -> None:
        self.met: dict[str, int] = {}
        self.articles = 0

    def prints(self, title: str, body: str) -> RepeatedLines:
        if teaches(title, body, self.met):
            self.articles += 1
            for key in {*lines_of(body), title_key(title)}:
                self.met[key] = self.met.get(key, 0) + 1
        return RepeatedLines(dict(self.met), self.articles)


def story(number: int) -> str:
    return (
        f"Crane number {number} at the north pier was taken down early on Monday, a foreman said."
    )


def test_a_line_of_several_articles_is_not_read() -> None:
    outlet = Outlet()
    for number in range(LEAST_ARTICLES):
        known = outlet.prints(f"Crane {number} falls", f"{story(number)}\nDeep Harbour15:{number}1")

    assert known.holds("Deep Harbour09:30")
    assert not known.holds(story(0))


def test_a_disclaimer_names_nobody_and_moves_nothing() -> None:
    outlet = Outlet()
    teaser = "On other pages: Meta shares plunged 12% after the bell and nobody knows why."
    for number in range(LEAST_ARTICLES + 1):
        body = f"{story(number)}\n\n{teaser}"
        known = outlet.prints(f"Crane {number} falls", body)
    document = reading.document("Crane 9 falls", body, lang="en", repeated=known)
    said = reading.read(
        document, GAZETTEER.find(document.text), article_id=ArticleId("a"), published=PUBLISHED
    )

    assert said.mentions == ()
    assert said.reported_moves == ()
    assert [sentence.text for sentence in said.sentences] == [
        "Crane 9 falls",
        story(LEAST_ARTICLES),
    ]


def test_of_the_first_articles_nothing_is_known() -> None:
    outlet = Outlet()
    for number in range(LEAST_ARTICLES - 1):
        known = outlet.prints(f"Crane {number} falls", f"{story(number)}\nShare To")

    assert not known.holds("Share To")
    assert not NOTHING_KNOWN.holds("Share To")


def test_copies_and_versions_teach_nothing() -> None:
    outlet = Outlet()
    body = f"{story(1)}\nShare To"
    for number in range(9):
        known = outlet.prints("Crane 1 falls", body)
        known = outlet.prints(f"Crane 1 falls: update {number}", body)

    assert not known.holds("Share To")
    assert known.articles == 1


def test_a_sentence_that_a_running_story_repeats_is_read() -> None:
    outlet = Outlet()
    background = "The pier was built for coal and has stood empty since the mine was closed."
    for number in range(12):
        story_so_far = f"\n{background}" if number < 4 else ""
        known = outlet.prints(f"Crane {number} falls", f"{story(number)}{story_so_far}")

    assert not known.holds(background)


def test_a_credit_under_every_article_is_read() -> None:
    outlet = Outlet()
    for number in range(9):
        known = outlet.prints(f"Crane {number} falls", f"{story(number)}\nSource: Reuters\n(AP)")

    assert not known.holds("Source: Reuters")
    assert not known.holds("(AP)")
    assert not known.holds("来源：路透社")


def test_a_headline_is_always_read() -> None:
    outlet = Outlet()
    for number in range(9):
        known = outlet.prints(f"Crane {number} falls", f"Market wrap\n{story(number)}")

    document = reading.document("Market wrap", "Market wrap", lang="en", repeated=known)
    assert [s.text for s in reading.split_sentences(document)] == ["Market wrap"]
    assert document.title == "Market wrap"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Share To", "  share  TO "),
        ("Ｎｅｗｓ 15:31", "news 09:02"),
        ("Comments (12)", "comments (3)"),
    ],
)
def test_a_line_is_known_whatever_its_dress(one: str, other: str) -> None:
    assert line_key(one) == line_key(other)


def test_figures_tell_sentences_apart() -> None:
    assert line_key("Shares fell 5%.") != line_key("Shares fell 6%.")


@given(LINES, LINES, st.integers(0, 9))
def test_blanking_keeps_every_place_and_only_takes_lines_away(
    one: list[str], other: list[str], times: int
) -> None:
    known = RepeatedLines({line_key(line): times for line in other}, 9)
    text = "\n".join(one)
    blanked = known.blanked(text)

    assert len(blanked) == len(text)
    for before, after in zip(text.split("\n"), blanked.split("\n"), strict=True):
        assert after == before or (not after.strip() and known.holds(before))
    assert known.blanked(blanked) == blanked


@given(LINES, LINES)
def test_an_article_teaches_at_most_once(one: list[str], other: list[str]) -> None:
    outlet = Outlet()
    outlet.prints("One", "\n".join(one))
    outlet.prints("Other", "\n".join(other))
    before = dict(outlet.met)
    outlet.prints("One", "\n".join(one))
    outlet.prints("Third", "\n".join(other))

    assert not teaches("One", "\n".join(one), before) or not one
    assert outlet.articles <= 3


@given(LINES.map("\n".join))
def test_what_nobody_printed_before_is_read_whole(text: str) -> None:
    assert NOTHING_KNOWN.blanked(text) == text
