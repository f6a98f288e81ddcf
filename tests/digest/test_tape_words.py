"""What the tape says is told with the sessions it is about, and with no more certainty."""

from __future__ import annotations

import pytest

from digest.builders import meta_event
from digest.pieces import SECTORS
from tapestory.digest.naming import Names
from tapestory.digest.tape_words import tape_chip, tape_words
from tapestory.model import SectorStatus, SectorVerdict, TapeLook, TapeTest, TapeVerdict

NAMES = Names(view=meta_event(), sectors=SECTORS)


def sector(
    name: str,
    abnormal: float | None,
    *,
    predicted: str = "down",
    status: SectorStatus = SectorStatus.MEASURED,
) -> SectorVerdict:
    return SectorVerdict(
        sector=name,
        predicted="up" if predicted == "up" else "flat" if predicted == "flat" else "down",
        abnormal=abnormal,
        t=None,
        members=5,
        verdict=TapeVerdict.INSUFFICIENT,
        status=status,
    )


def look(window: tuple[int, int], verdict: TapeVerdict = TapeVerdict.INSUFFICIENT) -> TapeLook:
    return TapeLook(window=window, verdict=verdict, score=None, p=None, q=None, reason="")


def asked(
    *sectors: SectorVerdict,
    verdict: TapeVerdict = TapeVerdict.INSUFFICIENT,
    window: tuple[int, int] | None = None,
    looks: tuple[TapeLook, ...] = (),
    p: float | None = None,
) -> TapeTest:
    return TapeTest(
        narrative="glut",
        verdict=verdict,
        per_sector=sectors,
        reason="",
        window=window,
        history=looks,
        p=p,
    )


def test_figures_of_a_look_that_told_nothing_are_of_its_own_sessions() -> None:
    test = asked(
        sector("neocloud", -0.187),
        sector("memory", 0.01, status=SectorStatus.FEW),
        looks=(look((0, 0)), look((0, 1))),
    )

    assert tape_words(test, NAMES) == (
        "After 1 session, as it predicts: Neoclouds −18.7 pp. Too little could be tested to tell."
    )


def test_without_any_look_no_session_is_made_up() -> None:
    assert tape_words(asked(sector("neocloud", -0.187)), NAMES).startswith(
        "As it predicts: Neoclouds −18.7 pp."
    )


def test_what_went_the_other_way_stands_apart_from_what_went_as_predicted() -> None:
    test = asked(
        sector("neocloud", -0.1),
        sector("memory", 0.04),
        sector("optical", 0.001, predicted="flat"),
        verdict=TapeVerdict.CONTRADICTS,
        window=(0, 5),
    )

    assert tape_words(test, NAMES) == (
        "After 5 sessions, as it predicts: Neoclouds −10.0 pp; against it: Memory +4.0 pp;"
        " predicted flat: optical +0.1 pp."
    )
    assert (tape_chip(test).text, tape_chip(test).tone) == ("tape: contradicts", "bad")


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.4, "Ordinary days show as much."),
        (0.01, "Rare by itself, but not rare enough for so many questions at once."),
        (None, "Too little could be tested to tell."),
    ],
)
def test_what_decides_nothing_says_why(p: float | None, words: str) -> None:
    assert tape_words(asked(sector("memory", -0.1), window=(0, 0), p=p), NAMES).endswith(words)


def test_what_could_not_be_tested_is_named_with_what_is_missing() -> None:
    test = asked(
        sector("memory", None, status=SectorStatus.PENDING),
        sector("neocloud", None, status=SectorStatus.NO_PRICES),
    )

    assert tape_words(test, NAMES) == (
        "Not tested yet: Memory (sessions not closed); Neoclouds (no prices)."
    )
    assert tape_chip(test).text == "tape: cannot tell"


def test_a_verdict_that_was_another_over_fewer_sessions_says_so() -> None:
    looks = (look((0, 0), TapeVerdict.CONSISTENT), look((0, 5)))

    assert tape_words(asked(sector("memory", -0.1), window=(0, 5), looks=looks, p=0.3), NAMES) == (
        "After 5 sessions, as it predicts: Memory −10.0 pp. Ordinary days show as much."
        " Asked on the day itself: consistent; after 5 sessions: cannot tell."
    )
