from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.matching.templates import Template, Templated, compatible, templated

EVENING = datetime(2026, 7, 2, 21, 15, tzinfo=UTC)
THURSDAY = date(2026, 7, 2)
ACME = ("s:ACME",)


def read(headline: str, *, at: datetime = EVENING, symbols: tuple[str, ...] = ()) -> Templated:
    found = templated(headline, published=at, symbols=symbols)
    assert found is not None, headline
    return found


def verdict(one: str, other: str, *, days: float = 0, symbols: tuple[str, ...] = ()) -> bool | None:
    return compatible(
        read(one, symbols=symbols), read(other, at=EVENING + timedelta(days=days), symbols=symbols)
    )


@pytest.mark.parametrize(
    ("headline", "template", "subject"),
    [
        ("Wall Street slips as chip makers drag", Template.MARKET_DAY, "US"),
        ("Asian shares edge higher after mixed data", Template.MARKET_DAY, "ASIA"),
        ("Seoul falls 8% as chip makers sink", Template.MARKET_DAY, "KR"),
        ("Kospi tumbles 7.9 % in rout", Template.MARKET_DAY, "KR"),
        ("Stocks slide on tariff worries", Template.MARKET_DAY, ""),
        ("Markets wrap: bonds rally, miners slide, yen firms", Template.MARKET_WRAP, ""),
        ("Closing Bell: Nasdaq slips, Acme soars", Template.MARKET_WRAP, "US"),
        ("Gold price today: bullion slips below $4,000", Template.PRICE_TICK, "gold"),
        ("Gold slips as dollar firms", Template.PRICE_TICK, "gold"),
        ("Oil prices jump 4% after pipeline fire", Template.PRICE_TICK, "oil"),
        ("A股三大指数集体收跌 创业板指跌2%", Template.MARKET_DAY, "CN"),
        ("收评:沪指跌0.8% 半导体板块领跌", Template.MARKET_DAY, "CN"),
        ("收评:沪指跌0.8%,半导体领跌,煤炭走强", Template.MARKET_WRAP, "CN"),
        ("韓股暴跌逾7%觸發熔斷", Template.MARKET_DAY, "KR"),
        ("国际油价大幅下跌", Template.PRICE_TICK, "oil"),
        ("코스피, 외국인 매도에 2% 하락 마감", Template.MARKET_DAY, "KR"),
        ("[뉴욕증시] 기술주 약세에 하락 마감", Template.MARKET_DAY, "US"),
        ("[마감시황] 코스닥 1.2% 상승", Template.MARKET_DAY, "KR"),
        ("Market snapshot: US stocks fall amid tariff worries", Template.MARKET_DAY, "US"),
        ("US Market Daily 2026-07-02", Template.MARKET_WRAP, "US"),
        ("국제유가, 공급 우려에 3% 급등", Template.PRICE_TICK, "oil"),
        ("日経平均、終値は812円安 半導体株が下落", Template.MARKET_DAY, "JP"),
        ("東京株式(大引け)=反落、ハイテク株に売り", Template.MARKET_DAY, "JP"),
        ("NY原油先物が急落", Template.PRICE_TICK, "oil"),
        ("Dax schließt im Minus", Template.MARKET_DAY, "DE"),
        ("Ölpreise fallen nach Lagerdaten", Template.PRICE_TICK, "oil"),
        ("La Bourse de Paris finit en hausse", Template.MARKET_DAY, "FR"),
        ("El Ibex 35 cae un 2% arrastrado por la banca", Template.MARKET_DAY, "ES"),
        ("Ibovespa fecha em queda de 1,8%", Template.MARKET_DAY, "BR"),
        ("Индекс Мосбиржи вырос на 1,5%", Template.MARKET_DAY, "RU"),
        ("Нефть Brent подешевела до 70 долларов", Template.PRICE_TICK, "oil"),
    ],
)
def test_a_market_or_price_of_a_day_is_known_in_every_language(
    headline: str, template: Template, subject: str
) -> None:
    found = read(headline)

    assert (found.template, found.subjects) == (template, frozenset({subject} - {""}))
    assert found.day == THURSDAY


@pytest.mark.parametrize(
    ("headline", "template", "period"),
    [
        ("Acme posts second-quarter profit of $340 million", Template.EARNINGS_RESULTS, "q2"),
        ("Acme Q2 earnings: profit doubles on turbine demand", Template.EARNINGS_RESULTS, "q2"),
        ("Acme profit jumps 35%", Template.EARNINGS_RESULTS, ""),
        ("What to expect from Acme's Q2 earnings", Template.EARNINGS_PREVIEW, "q2"),
        ("艾克美第二季度净利润同比增长35%", Template.EARNINGS_RESULTS, "q2"),
        ("艾克美二季度營收超預期", Template.EARNINGS_RESULTS, "q2"),
        ("艾克美财报前瞻:涡轮机订单成焦点", Template.EARNINGS_PREVIEW, ""),
        ("애크미 2분기 영업이익 35% 증가", Template.EARNINGS_RESULTS, "q2"),
        ("애크미 실적 발표 앞두고 관망세", Template.EARNINGS_PREVIEW, ""),
        ("アクメ、第2四半期の純利益35%増", Template.EARNINGS_RESULTS, "q2"),
        ("アクメ決算発表を控え様子見ムード", Template.EARNINGS_PREVIEW, ""),
        ("Acme: Quartalsgewinn steigt um 35 Prozent", Template.EARNINGS_RESULTS, ""),
        ("Acme vor Zahlen: Was Anleger wissen wollen", Template.EARNINGS_PREVIEW, ""),
        ("Acme : bénéfice en hausse au deuxième trimestre", Template.EARNINGS_RESULTS, "q2"),
        ("Resultados trimestrales de Acme superan lo previsto", Template.EARNINGS_RESULTS, ""),
        ("Lucro da Acme sobe 35% no 2º trimestre", Template.EARNINGS_RESULTS, "q2"),
        ("Чистая прибыль «Акме» во втором квартале выросла", Template.EARNINGS_RESULTS, "q2"),
    ],
)
@pytest.mark.parametrize("symbols", [(), ACME])
def test_results_and_what_comes_before_them_are_told_apart(
    headline: str, template: Template, period: str, symbols: tuple[str, ...]
) -> None:
    found = read(headline, symbols=symbols)

    assert (found.template, found.period) == (template, period)
    if symbols:
        assert (found.subjects, found.named) == (frozenset({"ACME"}), ())
    else:
        assert found.named in {("acme",), ("艾克美",), ("애크미",), ("アクメ",), ("акме",)}


@pytest.mark.parametrize(
    ("headline", "template"),
    [
        ("10 things you need to know this morning", Template.ROUND_UP),
        ("Morning briefing: strikes, storms and a new minister", Template.ROUND_UP),
        ("财经早餐:央行按兵不动,艾克美发布财报", Template.ROUND_UP),
        ("[모닝브리핑] 금리 동결, 태풍 북상", Template.ROUND_UP),
        ("今週のまとめ:金利、台風、選挙", Template.ROUND_UP),
        ("Wochenrückblick: Zinsen, Züge, Zölle", Template.ROUND_UP),
        ("Главное за день: ставка, шторм, выборы", Template.ROUND_UP),
        ("Week ahead: inflation data and bank earnings", Template.CALENDAR),
        ("一周前瞻:非农数据来袭", Template.CALENDAR),
        ("[이번주 일정] 미국 고용지표, 애크미 실적 발표", Template.CALENDAR),
        ("今週の予定:短観、米雇用統計", Template.CALENDAR),
        ("L'agenda de la semaine : BCE, emploi américain", Template.CALENDAR),
        ("Agenda de la semana: IPC y resultados bancarios", Template.CALENDAR),
        (
            "Harbour strike live updates: ferries stop, talks fail, schools close",
            Template.LIVE_BLOG,
        ),
        ("Sturm-Liveticker: +++ 09:22 Brücke gesperrt +++", Template.LIVE_BLOG),
    ],
)
def test_what_tells_of_many_things_lists(headline: str, template: Template) -> None:
    found = read(headline)

    assert (found.template, found.lists) == (template, True)


@pytest.mark.parametrize(
    "headline",
    [
        "Bridge collapses in harbour town – live updates",
        "As it happened: Acme unveils its largest turbine",
        "LIVE BLOG: Acme chief testifies",
    ],
)
def test_one_happening_told_as_it_runs_lists_nothing(headline: str) -> None:
    found = read(headline)

    assert (found.template, found.lists) == (Template.LIVE_BLOG, False)


@pytest.mark.parametrize(
    "headline",
    [
        "Acme recalls 1,200 turbines after cracks in rotor blades",
        "Average earnings grow 5.1% as wages catch up",
        "US market share of Acme falls 4%",
        "Farm profits soar after the rains",
        "Shares of Acme fall after recall",
        "Acme shares tumble 12% on turbine recall",
        "Wall Street bank cuts 500 jobs",
        "Nasdaq-listed Acme falls 10%",
        "Nasdaq to list Acme shares on Friday",
        "DAX-Konzern Acme streicht Stellen",
        "Gold medal for the relay team",
        "Gold mine collapses in the north",
        "Oil company Borealis cuts jobs",
        "Bitcoin exchange goes bankrupt",
        "Economy grows 2% in second quarter",
        "Campaign raises $46 million in fourth quarter",
        "Industrial profits fall in second quarter",
        "Election results delayed in three districts",
        "The week the wall came down",
        "Review round-up: critics love the new console",
        "Seoul mayor falls ill",
        "Tokyo falls silent for the minute of remembrance",
        "Profit and loss: a memoir",
        "Morning after: what the storm left behind",
        "市场收盘后艾克美宣布召回",
        "联合早报:港口罢工结束",
        "亏损企业如何翻身",
        "城南新楼盘开盘价公布",
        "오늘 서울 하늘 맑음",
        "日経新聞社が人事を発表",
        "Der Gewinner des Abends",
        "La bolsa de plástico desaparece de las tiendas",
        "Осенью вырос спрос на лодки",
    ],
)
def test_ordinary_news_follows_no_template(headline: str) -> None:
    assert templated(headline, published=EVENING) is None


PIECES = """Acme Q2 earnings beats stocks fall 8% gold price today live updates: +++ 收评
코스피 하락 終値 2Q26 fiscal 2026 July 32 31. februar 13月45日 [ 【 】 «"""
TEXTS = st.text(max_size=120) | st.lists(st.sampled_from(PIECES.split()), max_size=9).map(" ".join)
TIMES = st.datetimes(timezones=st.just(UTC), min_value=datetime(2, 1, 1))  # noqa: DTZ001  # zoned by timezones=


@given(TEXTS, TEXTS, TIMES)
def test_no_text_raises_and_every_key_agrees_with_itself(
    headline: str, text: str, published: datetime
) -> None:
    found = templated(headline, text, published=published, symbols=["s:ACME"])

    assert compatible(found, found) is not False


@given(TEXTS, TEXTS, TIMES, TIMES)
def test_comparing_has_no_direction(one: str, other: str, early: datetime, late: datetime) -> None:
    left, right = templated(one, published=early), templated(other, published=late)

    assert compatible(left, right) is compatible(right, left)


@given(TEXTS)
def test_case_and_width_change_nothing(headline: str) -> None:
    plain = unicodedata.normalize("NFKC", headline).casefold()
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in plain)

    assert templated(plain, published=EVENING) == templated(headline, published=EVENING)
    assert templated(wide, published=EVENING) == templated(plain, published=EVENING)


def test_what_follows_no_template_says_nothing() -> None:
    assert compatible(None, None) is None
    assert compatible(None, read("Wall Street slips")) is None


def test_two_reports_of_one_markets_day_have_one_key() -> None:
    assert verdict("Wall Street opens lower", "S&P 500 falls 2% as chips slide") is True
    assert verdict("코스피 8% 급락", "Seoul stocks plunge as chip makers sink") is True


def test_another_market_another_day_and_another_way_are_other_events() -> None:
    assert verdict("Wall Street slips", "Tokyo stocks slide") is False
    assert verdict("Wall Street slips", "Wall Street slips again", days=4) is False
    assert verdict("Kospi falls 8%", "Kospi rebounds 5%") is False


def test_a_region_speaks_neither_for_nor_against_its_markets() -> None:
    assert verdict("Asian shares fall", "Tokyo stocks fall") is None
    assert verdict("World stocks slip", "Wall Street slips") is None


def test_a_clock_that_is_off_by_a_session_decides_nothing() -> None:
    friday = datetime(2026, 7, 3, 21, tzinfo=UTC)
    monday = datetime(2026, 7, 6, 21, tzinfo=UTC)
    one, other = (read("Wall Street slips", at=at) for at in (friday, monday))

    assert compatible(one, other) is None


def test_a_session_is_told_until_the_next_one_begins() -> None:
    at_close = datetime(2026, 7, 1, 20, 30, tzinfo=UTC)
    next_morning = datetime(2026, 7, 2, 6, tzinfo=UTC)
    opening = datetime(2026, 7, 2, 13, 35, tzinfo=UTC)
    wall_street = [read("Wall Street slips", at=at).day for at in (at_close, next_morning, opening)]

    assert wall_street == [date(2026, 7, 1), date(2026, 7, 1), THURSDAY]
    assert read("Nikkei slips", at=next_morning).day == THURSDAY
    assert read("US stock futures slip", at=next_morning).day == THURSDAY
    assert read("Wall Street slips", at=datetime(2026, 7, 4, 15, tzinfo=UTC)).day == date(
        2026, 7, 3
    )


def test_a_date_in_the_headline_counts_more_than_the_clock() -> None:
    assert read("7月2日の日経平均株価は812円安", at=EVENING + timedelta(days=3)).day == THURSDAY
    assert read("Stock market news for July 2, 2026", at=EVENING + timedelta(1)).day == THURSDAY


def test_one_companys_quarter_is_one_key_and_the_next_quarter_another() -> None:
    q2, beat = "Acme posts second-quarter profit", "Acme earnings beat estimates"
    q3 = "Acme posts third-quarter profit"

    assert verdict(q2, beat, days=2) is True
    assert verdict(q2, beat, days=2, symbols=ACME) is True
    assert verdict(q2, q3, days=2) is False
    assert verdict(q2, q2, days=91, symbols=ACME) is False


def test_the_quarter_that_is_looked_ahead_to_is_not_the_one_reported() -> None:
    assert read("Acme beats on earnings, misses on sales; gives Q3 view").period == ""
    assert read("Acme Q2 earnings: record sales and a stronger Q3 guide").period == "q2"
    assert read("艾克美净利润同比增长35%,三季度指引亮眼").period == ""


def test_results_of_two_companies_are_two_events() -> None:
    assert (
        verdict("Acme posts second-quarter profit", "Borealis posts second-quarter loss") is False
    )
    acme = read("Acme posts second-quarter profit", symbols=("ACME",))
    borealis = read("Borealis posts second-quarter loss", symbols=("BORE",))
    assert compatible(acme, borealis) is False
    nameless = read("Borealis posts second-quarter loss")
    assert compatible(acme, nameless) is None


def test_a_company_that_is_only_described_is_nobody_else() -> None:
    described = templated("Europe's biggest ferry line posts Q2 profit", published=EVENING)

    assert compatible(described, read("Borealis posts Q2 profit")) is None


def test_a_preview_is_not_its_results_but_may_be_told_with_them() -> None:
    assert verdict("What to expect from Acme's Q2 earnings", "Acme posts Q2 profit") is None


def test_a_brokers_view_needs_a_share_that_is_known() -> None:
    headline = "Acme price target raised to $120 at Northgate"

    assert templated(headline, published=EVENING) is None
    assert read(headline, symbols=ACME).template is Template.ANALYST_RATING
    assert verdict(headline, headline, days=30, symbols=ACME) is False


def test_why_a_share_moved_today_is_of_today() -> None:
    headline = "Why Acme stock is trading lower today"

    assert read(headline, symbols=ACME).template is Template.PRICE_TICK
    assert verdict(headline, headline, symbols=ACME) is True
    assert verdict(headline, headline, days=40, symbols=ACME) is False


def test_running_pages_of_one_topic_say_nothing_of_each_other() -> None:
    one = "Sturm-Liveticker: +++ 09:22 Brücke gesperrt +++"
    other = "Sturm-Liveticker: +++ 11:40 Fähren fahren wieder +++"

    assert verdict(one, other) is None
