from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from reading.readings import GAZETTEER
from tapestory import reading
from tapestory.model import ArticleId, Basis, Comparator, ReportedMove

EVENING = datetime(2026, 7, 2, 21, 30, tzinfo=UTC)
"""A Thursday: 17:30 in New York, the next morning in Seoul."""
BEFORE_THE_OPEN = datetime(2026, 7, 2, 9, tzinfo=UTC)
"""05:00 in New York, 17:00 in Shanghai, 18:00 in Seoul."""
THE_DAY = datetime(2026, 7, 2, tzinfo=UTC)
"""Nobody knows the hour."""


def only(text: str, published: datetime, lang: str) -> ReportedMove:
    document = reading.document_from_text("Markets\n\n" + text, lang=lang)
    mentions = GAZETTEER.find(document.text)
    said = reading.read(document, mentions, article_id=ArticleId("a"), published=published)
    return said.reported_moves[-1]


@pytest.mark.parametrize(
    ("text", "lang", "published", "session"),
    [
        ("Nvidia fell 3% on Wednesday.", "en", EVENING, date(2026, 7, 1)),
        ("Nvidia fell 3% on Thursday.", "en", THE_DAY, date(2026, 7, 2)),
        ("Nvidia fell 3% today.", "en", EVENING, date(2026, 7, 2)),
        ("Nvidia fell 3% today.", "en", BEFORE_THE_OPEN, date(2026, 7, 1)),
        ("Nvidia fell 3% in premarket trading today.", "en", BEFORE_THE_OPEN, date(2026, 7, 2)),
        ("Nvidia fell 3% yesterday.", "en", EVENING, date(2026, 7, 1)),
        ("Nvidia fell 3% overnight.", "en", BEFORE_THE_OPEN, date(2026, 7, 1)),
        ("The KOSPI fell 3% today.", "en", BEFORE_THE_OPEN, date(2026, 7, 2)),
        ("Nvidia fell 3% on July 1 after a 5% slide the day before.", "en", EVENING,
         date(2026, 6, 30)),
        ("Nvidia rose 8% on July 1; the next day it fell 4%.", "en", EVENING, date(2026, 7, 2)),
        ("Nvidia fell 3% on July 3, a Friday; by the next day SK Hynix fell 4%.", "en",
         datetime(2026, 7, 7, tzinfo=UTC), date(2026, 7, 6)),
        ("Nvidia fell 3%, its worst day since June 3.", "en", EVENING, None),
        ("Die Nvidia-Aktie fiel am 1. Juli um 3 Prozent.", "de", EVENING, date(2026, 7, 1)),
        ("Die Nvidia-Aktie fiel am Mittwoch um 3 Prozent.", "de", EVENING, date(2026, 7, 1)),
        ("L'action Nvidia a perdu 3 % mercredi.", "fr", EVENING, date(2026, 7, 1)),
        ("Nvidia cayó un 3% el 1 de julio.", "es", EVENING, date(2026, 7, 1)),
        ("A Nvidia caiu 3% na quarta-feira.", "pt", EVENING, date(2026, 7, 1)),
        ("Il titolo Nvidia ha perso il 3% ieri.", "it", EVENING, date(2026, 7, 1)),
        ("Het aandeel Nvidia daalde woensdag 3 procent.", "nl", EVENING, date(2026, 7, 1)),
        ("Акции Nvidia 1 июля упали на 3%.", "ru", EVENING, date(2026, 7, 1)),
        ("英伟达周三跌3%。", "zh", BEFORE_THE_OPEN, date(2026, 7, 1)),
        ("英伟达隔夜跌3%。", "zh", BEFORE_THE_OPEN, date(2026, 7, 1)),
        ("英伟达昨晚跌3%。", "zh", THE_DAY, date(2026, 7, 1)),
        ("7月2日，英伟达跌3%。", "zh", BEFORE_THE_OPEN, date(2026, 7, 1)),
        ("美东时间7月1日，英伟达跌3%。", "zh", BEFORE_THE_OPEN, date(2026, 7, 1)),
        ("7月2日，三星电子跌3%。", "zh", BEFORE_THE_OPEN, date(2026, 7, 2)),
        ("코스피는 2일 3% 하락했다.", "ko", BEFORE_THE_OPEN, date(2026, 7, 2)),
        ("간밤 엔비디아는 3% 하락했다.", "ko", BEFORE_THE_OPEN, date(2026, 7, 1)),
        ("2日のサムスン電子は3%安。", "ja", BEFORE_THE_OPEN, date(2026, 7, 2)),
    ],
)  # fmt: skip
def test_words_for_days_are_dates_of_the_exchange(
    text: str, lang: str, published: datetime, session: date | None
) -> None:
    assert only(text, published, lang).session == session


@pytest.mark.parametrize(
    ("text", "lang", "basis"),
    [
        ("Nvidia closed 3% lower.", "en", Basis.CLOSE),
        ("Nvidia ended the day down 3%.", "en", Basis.CLOSE),
        ("Nvidia finished up 3%.", "en", Basis.CLOSE),
        ("Nvidia was down 3% at the close.", "en", Basis.CLOSE),
        ("Micron closed up 8%, while Nvidia dropped 3%.", "en", Basis.CLOSE),
        ("Nvidia fell 3% after it closed a deal.", "en", Basis.UNSTATED),
        ("Nvidia fell 3% in early trading.", "en", Basis.INTRADAY),
        ("Nvidia fell as much as 3%.", "en", Basis.INTRADAY),
        ("Nvidia opened 3% lower.", "en", Basis.INTRADAY),
        ("Nvidia was last down 3%.", "en", Basis.INTRADAY),
        ("Nvidia fell 3% before the bell.", "en", Basis.PREMARKET),
        ("In premarket trading, Micron fell 2% and Nvidia 3%.", "en", Basis.PREMARKET),
        ("Nvidia -3% AH", "en", Basis.AFTER_HOURS),
        ("Nvidia fell 3% in extended trading.", "en", Basis.AFTER_HOURS),
        ("Nvidia rose 3% ahead of its results after the bell.", "en", Basis.UNSTATED),
        ("Die Nvidia-Aktie verlor vorbörslich 3 Prozent.", "de", Basis.PREMARKET),
        ("Nvidia a clôturé en baisse de 3 %.", "fr", Basis.CLOSE),
        ("Nvidia cerró con una caída del 3%.", "es", Basis.CLOSE),
        ("英伟达盘前跌3%。", "zh", Basis.PREMARKET),
        ("英伟达盘中一度跌3%。", "zh", Basis.INTRADAY),
        ("英伟达收跌3%。", "zh", Basis.CLOSE),
        ("英伟达盘后跌3%。", "zh", Basis.AFTER_HOURS),
        ("엔비디아는 시간외에서 3% 하락했다.", "ko", Basis.AFTER_HOURS),
        ("삼성전자는 장중 3% 하락했다.", "ko", Basis.INTRADAY),
        ("サムスン電子は3%安で引けた。", "ja", Basis.CLOSE),
        ("サムスン電子は一時3%安となった。", "ja", Basis.INTRADAY),
    ],
)
def test_words_for_parts_of_a_session_are_kept(text: str, lang: str, basis: Basis) -> None:
    assert only(text, EVENING, lang).basis == basis


@pytest.mark.parametrize(
    ("text", "lang", "comparator"),
    [
        ("Die Nvidia-Aktie fiel um gut 3 Prozent.", "de", Comparator.OVER),
        ("Die Nvidia-Aktie fiel um bis zu 3 Prozent.", "de", Comparator.UP_TO),
        ("Nvidia a chuté de près de 3 %.", "fr", Comparator.NEARLY),
        ("Nvidia cayó más de un 3%.", "es", Comparator.OVER),
        ("英伟达跌逾3%。", "zh", Comparator.OVER),
        ("英伟达跌近3%。", "zh", Comparator.NEARLY),
        ("英伟达跌3%左右。", "zh", Comparator.ABOUT),
        ("엔비디아는 3% 넘게 하락했다.", "ko", Comparator.OVER),
        ("엔비디아는 3% 가까이 하락했다.", "ko", Comparator.NEARLY),
        ("엔비디아는 약 3% 하락했다.", "ko", Comparator.ABOUT),
        ("サムスン電子は3%超下落した。", "ja", Comparator.OVER),
        ("サムスン電子は3%近く下落した。", "ja", Comparator.NEARLY),
        ("Nvidia fell between 3% and 5%.", "en", Comparator.BETWEEN),
    ],
)
def test_comparators_are_known_in_other_languages(
    text: str, lang: str, comparator: Comparator
) -> None:
    assert only(text, EVENING, lang).comparator == comparator
