from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.reading.sequences import SCRIPTS
from evaluation.reading.sets import shipped_gazetteer
from reading.readings import read
from tapestory import reading
from tapestory.model import ArticleId, Reading
from tapestory.reading import assess
from tapestory.reading.certainty.evidence import MOST, evidence
from tapestory.reading.certainty.words.classes import Class, all_forms, past, phrases, third
from tapestory.reading.certainty.words.english import ENGLISH
from tapestory.reading.certainty.words.lexicon import hits

START = datetime(2026, 7, 1, 12, tzinfo=UTC)
TEXTS = [sent.text for script in SCRIPTS for sent in script.sent]
READ = {text: read(text, name=f"a{place}") for place, text in enumerate(dict.fromkeys(TEXTS))}

texts = st.sampled_from([*READ])
gaps = st.sampled_from([0, 0, 1, 5, 40])


@st.composite
def told(draw: st.DrawFn) -> list[tuple[datetime, str, Reading]]:
    at, found = START, []
    for place in range(draw(st.integers(1, 7))):
        at += timedelta(days=draw(gaps))
        found.append((at, f"outlet {place}", READ[draw(texts)]))
    return found


@given(told(), st.integers(0, 400))
def test_the_times_of_a_history_never_go_back(
    told: list[tuple[datetime, str, Reading]], days: int
) -> None:
    history = assess(told, origins=(), now=told[-1][0] + timedelta(days=days)).history

    times = [change.at for change in history]
    assert times == sorted(times)
    assert all(a.state is not b.state for a, b in pairwise(history))


@given(told(), st.integers(0, 6))
def test_later_articles_never_rewrite_what_was_entered(
    told: list[tuple[datetime, str, Reading]], cut: int
) -> None:
    head = told[: cut + 1]
    later = [item for item in told if item[0] > head[-1][0]]
    part = assess(head, origins=(), now=head[-1][0]).history
    whole = assess([*head, *later], origins=(), now=told[-1][0]).history

    assert whole[: len(part)] == part


@given(told(), st.randoms(use_true_random=False))
def test_the_order_of_articles_of_one_instant_does_not_matter(
    told: list[tuple[datetime, str, Reading]], dice: random.Random
) -> None:
    shuffled = [*told]
    dice.shuffle(shuffled)
    shuffled.sort(key=lambda item: item[0])
    now = told[-1][0] + timedelta(days=1)

    assert [c.state for c in assess(told, origins=(), now=now).history] == [
        c.state for c in assess(shuffled, origins=(), now=now).history
    ]


@given(texts)
def test_every_piece_of_evidence_carries_its_sentence_span_and_words(text: str) -> None:
    document = reading.document_from_text(text)
    found = READ[text].evidence

    assert 0 < len(found) <= MOST
    assert len({item.sentence for item in found}) == len(found)
    for item in found:
        assert item.sentence in document.text
        words = " ".join(document.text[item.start : item.end].split())
        assert words
        assert item.cue.endswith(words[:80]) or item.cue == "nothing told as done"
        assert item.speaker == "" or item.speaker in item.sentence or item.state == "reported"


@given(texts)
def test_reading_the_evidence_again_gives_the_same(text: str) -> None:
    assert evidence(READ[text]) == READ[text].evidence


@given(st.text(max_size=300), st.sampled_from(["en", "zh", "ko", "ja", "de", "fr", "xx"]))
def test_words_are_found_whole_in_order_and_apart(text: str, lang: str) -> None:
    place = 0
    for hit in hits(text, lang):
        assert place <= hit.start < hit.end <= len(text)
        place = hit.end


@pytest.mark.parametrize("text", ["İİİ Meta signs a deal", "\u202emeta denied it\0"])
def test_odd_letters_do_not_move_the_words(text: str) -> None:
    for hit in hits(text, "en"):
        assert text[hit.start : hit.end].lower().isascii()


@pytest.mark.parametrize(
    "unit", ["Meta said ", "Abc Def said ", "denies not may ", "公司否认表示", "people familiar "]
)
def test_hostile_text_takes_bounded_time(unit: str) -> None:
    text = "Meta deal\n\n" + unit * (200_000 // len(unit))
    document = reading.document_from_text(text)
    said = reading.read(
        document,
        shipped_gazetteer().find(document.text[:20]),
        article_id=ArticleId("x"),
        published=None,
    )
    start = time.process_time()
    evidence(said)

    assert time.process_time() - start < 5


def test_english_verbs_are_inflected_as_in_a_dictionary() -> None:
    assert past("plan agree deny commit quash") == "planned|agreed|denied|committed|quashed"
    assert third("deny launch quash exceed") == "denies|launches|quashes|exceeds"
    assert all_forms("propose") == "propose|proposes|proposed|proposing"


def test_a_slot_stands_for_each_of_its_fillers() -> None:
    assert phrases("{is/_} not true|all{-/ }hands") == [
        "is not true", "not true", "all-hands", "all hands",
    ]  # fmt: skip


def test_every_class_has_english_words_and_no_brace_is_left() -> None:
    assert set(ENGLISH) == set(Class)
    assert not [p for words in ENGLISH.values() for p in phrases(words) if set(p) & set("{}|_/\n")]
