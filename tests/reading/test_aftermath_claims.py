from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory import linking, reading
from tapestory.model import AftermathClaim, ArticleId, Instrument, Sector, Universe

FRIDAY = date(2026, 7, 3)
THURSDAY = date(2026, 7, 2)


def _instrument(symbol: str, mic: str, *aliases: str) -> Instrument:
    return Instrument(
        symbol=symbol, name=aliases[0], mic=mic, currency="", sector="chip", aliases=aliases
    )


UNIVERSE = Universe(
    instruments={
        item.symbol: item
        for item in (
            _instrument(
                "000660.KS", "XKRX", "SK Hynix", "SK海力士", "SK하이닉스", "SKハイニックス"
            ),
            _instrument("NVDA", "XNAS", "Nvidia", "英伟达", "엔비디아", "エヌビディア"),
            _instrument("^KS11", "XKRX", "KOSPI", "코스피"),
            _instrument("^N225", "XTKS", "Nikkei 225", "日経平均"),
        )
    },
    sectors={
        "chip": Sector(id="chip", name="Chips", aliases=("chip stocks", "芯片股", "半導体株"))
    },
)
GAZETTEER = linking.Gazetteer(UNIVERSE)


def claims(text: str, lang: str = "en") -> tuple[AftermathClaim, ...]:
    document = reading.document("Nothing much", text, lang=lang)
    return reading.read(
        document,
        GAZETTEER.find(document.text, lang=lang),
        article_id=ArticleId("a"),
        published=datetime(2026, 7, 3, 14, tzinfo=UTC),
    ).aftermath_claims


@pytest.mark.parametrize(
    ("lang", "text", "about", "way", "when"),
    [
        ("en", "The stocks that lost most largely rebounded the next day.", "", (-1, 1), 1),
        ("en", "SK Hynix shares bounced back on Friday.", "000660.KS", (-1, 1), FRIDAY),
        ("en", "Chip stocks kept falling on Thursday.", "SECTOR:chip", (-1, -1), THURSDAY),
        ("en", "Korean chip stocks rebounded a day later.", "XKRX", (-1, 1), 1),
        ("en", "Nvidia stock extended its losses the following session.", "NVDA", (-1, -1), 1),
        (
            "en",
            "Nvidia shares gave back part of their gains on Thursday.",
            "NVDA",
            (1, -1),
            THURSDAY,
        ),
        ("zh", "跌幅最大的个股次日多数反弹。", "", (-1, 1), 1),
        ("zh", "SK海力士股价周五收复大部分失地。", "000660.KS", (-1, 1), FRIDAY),
        ("zh", "芯片股周四继续下跌。", "SECTOR:chip", (-1, -1), THURSDAY),
        ("ko", "낙폭이 컸던 종목들은 다음날 대체로 반등했다.", "", (-1, 1), 1),
        ("ko", "SK하이닉스 주가는 3일 반등에 성공했다.", "000660.KS", (-1, 1), FRIDAY),
        ("ko", "코스피는 3일 하락세를 이어갔다.", "^KS11", (-1, -1), FRIDAY),
        ("ja", "大きく下げた半導体株は翌日反発した。", "SECTOR:chip", (-1, 1), 1),
        ("ja", "SKハイニックスの株価は3日反発した。", "000660.KS", (-1, 1), FRIDAY),
        ("ja", "日経平均は翌日も続落した。", "^N225", (-1, -1), 1),
    ],
)
def test_a_claim_says_whose_which_way_and_when(
    lang: str, text: str, about: str, way: tuple[int, int], when: int | date
) -> None:
    (claim,) = claims(text, lang)

    assert claim.about == about
    assert (claim.was, claim.then) == way
    assert when in {claim.after, claim.session}
    assert claim.cue in claim.sentence


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Nvidia and SK Hynix shares rebounded the next day."),
        ("en", "Shares of Nvidia and SK Hynix rebounded the next day."),
        ("zh", "英伟达和SK海力士股价次日反弹。"),
    ],
)
def test_of_companies_that_are_joined_it_is_claimed_of_each(lang: str, text: str) -> None:
    found = claims(text, lang)

    assert {claim.about for claim in found} == {"NVDA", "000660.KS"}
    assert {claim.after for claim in found} == {1}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Nvidia and SK Hynix rebounded the next day."),
        ("en", "Nvidia said SK Hynix shares rebounded the next day."),
        ("en", "Chip stocks could rebound on Friday."),
        ("en", "Traders are waiting for chip stocks to rebound."),
        ("en", "Have chip stocks rebounded?"),
        ("en", "Chip stocks did not rebound the next day."),
        ("en", "Chip stocks rebounded, a dead-cat bounce to some."),
        ("en", "Demand for chips rebounded the next day."),
        ("en", "Oil prices rebounded on Friday."),
        ("en", "Wobbly Widget shares rebounded on Friday."),
        ("en", "If chip stocks rebounded tomorrow, few would sell."),
        ("en", "European stocks rebounded on Friday."),
        ("en", "Nvidia's business rebounded on Friday."),
        ("en", "Analysts expect Nvidia shares to bounce back."),
        ("en", "Chip stocks rebounded this year."),
        ("en", "Nvidia shares rebounded 4% on Friday."),
        ("zh", "芯片股有望反弹。"),
        ("zh", "次日股价反弹。"),
        ("zh", "芯片股能否反弹?"),
        ("zh", "芯片股未能反弹。"),
        ("zh", "等待芯片股反弹机会。"),
        ("ko", "SK하이닉스 주가가 반등할 것으로 전망된다."),
        ("ko", "SK하이닉스 주가는 반등하지 못했다."),
        ("ja", "半導体株は反発できず。"),
        ("ja", "半導体株の反発が期待される。"),
    ],
)
def test_what_is_denied_hoped_asked_or_of_no_share_is_no_claim(lang: str, text: str) -> None:
    assert claims(text, lang) == ()


def test_how_much_was_taken_back_is_read_where_it_is_said() -> None:
    (most,) = claims("SK Hynix shares recovered most of their losses on Friday.")
    (all_of_it,) = claims("SK Hynix shares erased their losses on Friday.")
    (some,) = claims("SK Hynix shares rebounded on Friday.")

    assert (most.share, all_of_it.share, some.share) == (0.5, 1.0, 0.0)


def test_what_is_said_twice_stands_once() -> None:
    twice = "SK Hynix shares rebounded on Friday. SK Hynix shares bounced back on Friday."

    assert len(claims(twice)) == 1


@given(
    text=st.text(alphabet=st.sampled_from(list("abc .,?!%反弹反発반등했다株 股")), max_size=200),
    lang=st.sampled_from(["en", "zh", "ko", "ja"]),
)
def test_a_claim_stands_where_it_says(text: str, lang: str) -> None:
    document = reading.document("Nvidia shares rebounded the next day.", text, lang=lang)
    said = reading.read(
        document,
        GAZETTEER.find(document.text, lang=lang),
        article_id=ArticleId("a"),
        published=None,
    )
    for claim in said.aftermath_claims:
        assert " ".join(document.text[claim.start : claim.end].split()) == claim.cue
