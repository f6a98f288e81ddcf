"""Which sentences assert or dispute that one sector's lot is passed on to another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.config import load, load_chains, load_universe, resolve
from tapestory.config.schema import Config, FilesConfig
from tapestory.linking import Gazetteer
from tapestory.model import (
    ArticleId,
    Chain,
    ChainEvidence,
    ChainLink,
    ChainStance,
    Document,
    Mention,
    Sentence,
)
from tapestory.narratives import ChainReader
from tapestory.reading import split_sentences

ASSERTED, DISPUTED = ChainStance.ASSERTED, ChainStance.DISPUTED
CHAIN = Chain(
    id="rain",
    name="From clouds to shoes",
    links=(
        ChainLink(cause="cloud", effect="rain", sign="same", mechanism="They burst."),
        ChainLink(cause="rain", effect="shoe", sign="opposite", mechanism="They soak."),
    ),
    words={
        "cloud": {"en": ("cloud bank",), "zh": ("乌云",), "ko": ("구름",), "ja": ("雨雲",)},
        "rain": {"en": ("rainfall", "drizzl*"), "zh": ("降雨",), "ko": ("강우",), "ja": ("降雨",)},
        "shoe": {"en": ("shoe",), "zh": ("鞋业",), "ko": ("신발",), "ja": ("靴",)},
    },
)


def read(text: str, lang: str = "en", mentions: tuple[Mention, ...] = ()) -> list[ChainEvidence]:
    document = Document(text=text, title_end=0, lang=lang)
    return list(
        ChainReader([CHAIN], {"SHOE.X": "shoe"}).read(
            split_sentences(document), mentions, article_id=ArticleId("a"), lang=lang
        )
    )


def said(text: str, lang: str = "en") -> list[tuple[str, str, ChainStance]]:
    return [(item.cause, item.effect, item.stance) for item in read(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A cloud bank over the hills triggered heavy rainfall."),
        ("en", "Heavy rainfall was triggered by a cloud bank over the hills."),
        ("en", "Because of the cloud bank, rainfall doubled."),
        ("en", "Rainfall doubled because of the cloud bank."),
        ("en", "The cloud bank grew, boosting rainfall in the valley."),
        ("zh", "乌云增多导致降雨量上升。"),
        ("zh", "受乌云影响,降雨量上升。"),
        ("zh", "降雨量受乌云带动上升。"),
        ("zh", "由于乌云增多,降雨量上升。"),
        ("ko", "구름 증가 때문에 강우가 늘었다."),
        ("ko", "강우는 구름 증가의 영향으로 늘었다."),
        ("ko", "구름이 강우에 영향을 미쳤다."),
        ("ja", "雨雲の増加により降雨が増えた。"),
        ("ja", "降雨は雨雲の影響で増えた。"),
        ("ja", "雨雲の広がりが降雨に影響を与えた。"),
    ],
)
def test_words_that_connect_assert_a_link(lang: str, text: str) -> None:
    assert said(text, lang) == [("cloud", "rain", ASSERTED)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The cloud bank will not boost rainfall."),
        ("en", "The rainfall has nothing to do with the cloud bank."),
        ("en", "There is no evidence that the cloud bank drives rainfall."),
        ("en", "The cloud bank had no impact on rainfall."),
        ("en", "Rainfall was unaffected by the cloud bank."),
        ("zh", "乌云并不会影响降雨。"),
        ("zh", "降雨与乌云无关。"),
        ("ko", "강우는 구름과 무관하다."),
        ("ko", "강우는 구름 때문이 아니다."),
        ("ja", "降雨は雨雲とは無関係だ。"),
        ("ja", "雨雲の増加による降雨ではない。"),
    ],
)
def test_what_is_denied_is_disputed(lang: str, text: str) -> None:
    assert said(text, lang) == [("cloud", "rain", DISPUTED)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The cloud bank and the rainfall were seen on Monday."),
        ("en", "Rainfall rose after the cloud bank came."),
        ("en", "Does the cloud bank boost rainfall?"),
        ("en", "The cloud bank grew; a dam hit the valley, and rainfall was measured."),
        ("en", "The cloud bank hit a record, and rainfall was measured."),
        ("en", "Rainfall drives the cloud bank."),
        ("en", "The cloud bank hit shoe makers."),
        ("zh", "乌云和降雨都在增加。"),
        ("zh", "乌云会影响降雨吗?"),
        ("ko", "구름과 강우가 모두 늘었다."),
        ("ja", "雨雲も降雨も増えた。"),
    ],
)
def test_what_is_only_said_together_asserts_nothing(lang: str, text: str) -> None:
    assert said(text, lang) == []


def test_a_list_shares_what_is_said_of_it() -> None:
    (found,) = read("The cloud bank boosts shoes, drizzles and rainfall.")

    assert (found.cause, found.effect) == ("cloud", "rain")


def test_a_company_stands_for_its_sector() -> None:
    text = "Rainfall hurts Galoshes Inc."
    name = Mention(text="Galoshes", start=15, end=23, symbol="SHOE.X", sector=None, cue="alias")

    (found,) = read(text, mentions=(name,))

    assert (found.cause, found.effect, found.effect_text) == ("rain", "shoe", "Galoshes")


def test_somebody_else_in_between_takes_the_link_away() -> None:
    text = "Rainfall hurts Umbrella Inc. and other makers near the shoe shops."
    other = Mention(text="Umbrella", start=15, end=23, symbol="U", sector=None, cue="alias")

    assert read(text, mentions=(other,)) == []


def test_what_may_be_is_marked_as_such() -> None:
    (sure,) = read("The cloud bank boosted rainfall.")
    (unsure,) = read("The cloud bank could boost rainfall.")

    assert (sure.hedged, unsure.hedged) == (False, True)


def test_a_sentence_that_does_both_disputes() -> None:
    text = "The cloud bank drives rainfall, yet the cloud bank had no impact on rainfall."

    assert said(text) == [("cloud", "rain", DISPUTED)]


@given(st.text(max_size=200))
def test_no_link_is_without_its_sentence(text: str) -> None:
    document = Document(text=f"cloud bank boosts {text} rainfall.", title_end=0, lang="en")
    sentences = split_sentences(document)
    spans = {(item.start, item.end): item.text for item in sentences}

    for item in ChainReader([CHAIN], {}).read(sentences, (), article_id=ArticleId("a"), lang="en"):
        assert spans[item.start, item.end] == item.sentence
        assert item.cause_text in item.sentence
        assert item.effect_text in item.sentence
        assert item.cue in item.sentence


def test_what_is_too_long_to_be_a_sentence_connects_nothing() -> None:
    assert read("The cloud bank boosts rainfall" + " and wind" * 400 + ".") == []


def test_without_links_nothing_is_found() -> None:
    sentence = Sentence(text="The cloud bank boosts rainfall.", start=0, end=31)
    reader = ChainReader([], {})

    assert reader.read([sentence], (), article_id=ArticleId("a"), lang="en") == ()


def test_the_shipped_chains_and_those_of_a_pack_are_read_together() -> None:
    paths = resolve(None, {"TAPESTORY_HOME": "/nowhere"})
    config = Config(universe=FilesConfig(packs=("shipping_rates",)))
    chains = load_chains(config, paths)
    universe = load_universe(config, paths)
    text = "Soaring freight rates hurt importers. Meta's plan hit CoreWeave."
    reader = ChainReader(chains, {key: item.sector for key, item in universe.instruments.items()})

    found = reader.read(
        split_sentences(Document(text=text, title_end=0, lang="en")),
        Gazetteer(universe).find(text, lang="en"),
        article_id=ArticleId("a"),
        lang="en",
    )

    assert [(item.cause, item.effect) for item in found] == [
        ("container_shipping", "freight_user"),
        ("hyperscaler", "neocloud"),
    ]


def test_the_shipped_chains_name_only_what_there_is() -> None:
    paths = resolve(None, {"TAPESTORY_HOME": "/nowhere"})
    config = load(paths, {})
    sectors = load_universe(config, paths).sectors

    for chain in load_chains(config, paths):
        assert all(link.cause in sectors and link.effect in sectors for link in chain.links)
        assert all(link.mechanism for link in chain.links)
