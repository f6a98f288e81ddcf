from __future__ import annotations

import pytest

from reading.readings import read


def told(text: str, lang: str) -> str:
    """Write the moves of a text as "NVDA -3", bounds as "MU ..-10"."""
    return "; ".join(
        f"{move.symbol} {_printed(move.low)}"
        if move.low == move.high
        else f"{move.symbol} {_printed(move.low)}..{_printed(move.high)}"
        for move in read("Markets\n\n" + text, lang=lang).reported_moves
    )


def _printed(end: float | None) -> str:
    return "" if end is None else f"{end * 100:g}"


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Micron tumbled, down 10.6% on the day.", "MU -10.6"),
        ("en", "Micron sank to $1,052, a 13.2% loss.", "MU -13.2"),
        ("en", "Micron beat estimates, lifting its shares more than 2%.", "MU 2.."),
        ("en", "The ruling dragged Nvidia shares down 4%.", "NVDA -4"),
        ("en", "Losses were led by Nebius (-17%) and CoreWeave (-13.9%).", "NBIS -17; CRWV -13.9"),
        ("en", "Nvidia gained 2% Monday after losing 3% Friday.", "NVDA 2; NVDA -3"),
        ("en", "Nvidia stood at the bottom of the Nasdaq Composite, losing 6.5%.", "NVDA -6.5"),
        ("en", "Micron -10.6, Sandisk -10.8, Nvidia -1.2", "MU -10.6; SNDK -10.8; NVDA -1.2"),
        ("en", "Micron shares fell by a third.", "MU -33.3333"),
        ("en", "Nebius shares more than doubled.", "NBIS 100.."),
        ("en", "Nvidia's shares halved.", "NVDA -50"),
        ("en", "Micron extended its losses to 8%.", "MU -8"),
        ("en", "Nvidia's weight climbed to 8%.", ""),
        ("en", "A Nvidia survey had expected a 3.6% increase.", ""),
        ("en", "A 17% drop for Nebius and 14% for CoreWeave.", "NBIS -17; CRWV -14"),
        ("en", "Nvidia closed 3.2% lower on Friday while Micron lost 10%.", "NVDA -3.2; MU -10"),
        ("en", "Micron closed 3% lower on Nvidia news.", "MU -3"),
        ("en", "Micron suffered a 3% drop on Nvidia's warning.", "MU -3"),
        ("en", "Micron told of a 3% rise in Nvidia orders.", ""),
        ("en", "A 3% drop on the Nasdaq Composite followed.", "^IXIC -3"),
        ("en", "A gain of 8.8% for Nvidia followed.", "NVDA 8.8"),
        ("en", "The news wiped 14% off CoreWeave and 17% off Nebius.", "CRWV -14; NBIS -17"),
        ("en", "Nebius was the biggest loser at -17%.", "NBIS -17"),
        ("en", "Declines: Micron 10.6%, Sandisk 10.8%.", "MU -10.6; SNDK -10.8"),
        ("en", "Losers were Micron (10.6%) and Sandisk (10.8%).", "MU -10.6; SNDK -10.8"),
        ("en", "Nvidia rose 21% to $19.2bn.", ""),
        ("de", "Im frühen Handel verlor Nvidia 2 Prozent.", "NVDA -2"),
        ("de", "Nvidia gaben 5 Prozent nach, Micron legten 3 Prozent zu.", "NVDA -5; MU 3"),
        ("de", "CoreWeave büßte 14 Prozent ein.", "CRWV -14"),
        ("de", "Kurssturz bei CoreWeave: minus 13,9 Prozent", "CRWV -13.9"),
        ("de", "Ein Kursplus von 8,8 Prozent verbuchte Nvidia.", "NVDA 8.8"),
        ("de", "Nvidia verzeichnete ein Umsatzplus von 21 Prozent.", ""),
        ("fr", "Nvidia s'adjuge 2,1% à 181 dollars.", "NVDA 2.1"),
        ("fr", "Une chute de 14 % pour CoreWeave.", "CRWV -14"),
        ("fr", "Nebius s'effondre de 17 %, CoreWeave dévisse de 14 %.", "NBIS -17; CRWV -14"),
        ("es", "Caída del 14% para CoreWeave.", "CRWV -14"),
        ("es", "Nebius se hunde un 17% y CoreWeave se deja un 14%.", "NBIS -17; CRWV -14"),
        ("pt", "Ações da Micron fecham em queda de 10,6%.", "MU -10.6"),
        ("it", "Crolla CoreWeave (-13%), giù anche Nebius (-17%).", "CRWV -13; NBIS -17"),
        ("it", "CoreWeave lascia sul terreno il 14%.", "CRWV -14"),
        ("nl", "Nebius kelderde 17 procent, CoreWeave zakte 14 procent.", "NBIS -17; CRWV -14"),
        ("ru", "Nvidia подорожала на 2%, а Micron подешевела на 5%.", "NVDA 2; MU -5"),
        ("zh", "隔夜美股，英伟达大涨8.81%，美光暴跌13.92%。", "NVDA 8.81; MU -13.92"),
        ("zh", "美光、闪迪分别下跌10.6%和10.8%。", "MU -10.6; SNDK -10.8"),
        ("zh", "英伟达跌约3%，而某某科技大跌9%。", "NVDA -3"),
        ("zh", "美光股价下跌三成。", "MU -30"),
        ("zh", "三星电子跌幅扩大至9%。", "005930.KS -9"),
        ("ko", "삼성전자(-9%)·SK하이닉스(-14%) 동반 급락", "005930.KS -9; 000660.KS -14"),
        ("ko", "엔비디아와 마이크론이 각각 1.2%, 10.6% 하락했다.", "NVDA -1.2; MU -10.6"),
        ("ko", "샌디스크 2.44%, 어떤회사 3.95% 상승했다.", "SNDK 2.44"),
        ("ja", "エヌビディアは3割安となった。", "NVDA -30"),
        ("ja", "エヌビディアは続落し、下落率は3%を超えた。", "NVDA ..-3"),
    ],
)  # fmt: skip
def test_what_markets_sentences_say_is_read(lang: str, text: str, expected: str) -> None:
    assert told(text, lang) == expected


def test_a_headline_of_latin_names_is_read_in_its_own_language() -> None:
    assert told("Nebius重挫17%，CoreWeave挫近14%。", "en") == "NBIS -17; CRWV -14"


def test_where_it_ended_counts_and_not_what_it_gave_back() -> None:
    text = "-\n\nOracle gave back an early gain to end 0.4% lower."
    assert [(m.symbol, m.high) for m in read(text).reported_moves] == [("ORCL", -0.004)]


def test_a_word_behind_a_number_that_is_no_end_changes_nothing() -> None:
    text = "-\n\nOracle gained 0.4% as lower rates helped."
    assert [(m.symbol, m.high) for m in read(text).reported_moves] == [("ORCL", 0.004)]


def test_futures_on_something_are_not_that_thing() -> None:
    text = "-\n\nFutures on Oracle pointed 0.8% higher while Micron gained 1.9%."
    assert [(m.symbol, m.high) for m in read(text).reported_moves] == [("MU", 0.019)]


@pytest.mark.parametrize(
    ("text", "lang", "moves"),
    [
        ("Nvidia fell as much as 8.6% before paring losses to close down 3.1%.", "en",
         [-0.086, -0.031]),
        ("엔비디아는 장 초반 2.7% 올랐으나 1.1% 하락 마감했다.", "ko", [0.027, -0.011]),
        ("エヌビディア株は一時2.7%高まで買われたが、1.1%安で終えた。", "ja", [0.027, -0.011]),
    ],
)  # fmt: skip
def test_what_a_price_did_next_is_told_of_the_same_name(
    text: str, lang: str, moves: list[float]
) -> None:
    said = read(f"-\n\n{text}", lang=lang).reported_moves
    assert [(m.symbol, m.low) for m in said] == [("NVDA", move) for move in moves]


def test_a_loss_that_is_cut_by_a_company_is_no_price() -> None:
    text = "-\n\nOracle fell 3% before reporting that its loss shrank 40%."
    assert [m.low for m in read(text).reported_moves] == [-0.03]


def test_an_aside_about_an_earlier_price_does_not_hide_where_it_ended() -> None:
    text = "-\n\nNvidia stock, which had risen 5% at the open, finished 0.9% lower."
    assert [m.low for m in read(text).reported_moves] == [0.05, -0.009]


def test_what_somebody_else_in_an_aside_finished_is_not_its_price() -> None:
    text = "-\n\nNvidia fell 5%, while Acme, which had risen 2%, finished 0.9% lower."
    assert [m.low for m in read(text).reported_moves] == [-0.05]
