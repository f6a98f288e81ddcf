from __future__ import annotations

import pytest

from reading.readings import read
from tapestory.model import Comparator, Figure, Mention
from tapestory.reading.quantities.names import is_basket, is_house


def figures(text: str, title: str = "Quantities", lang: str = "") -> tuple[Figure, ...]:
    return read(f"{title}\n\n{text}", lang=lang).figures


@pytest.mark.parametrize(
    "text",
    [
        "Micron rose 4% to $212.30.",
        "Micron slipped below $200 on Friday.",
        "Micron climbed nearly 12% to about $228 on plans to rent out servers.",
        "Why Goldman Sachs still likes Micron stock at $228.",
        "Sandisk touched a session high of $410.",
        "Nvidia at $212 is no bargain.",
        "CoreWeave is now around $96.",
    ],
)
def test_what_a_listed_name_rises_or_falls_to_is_the_price_of_its_share(text: str) -> None:
    (figure,) = figures(text)

    assert figure.kind == "share_price"


def test_a_house_has_a_target_for_a_share() -> None:
    (figure,) = figures("The bank lifted its target on Micron to $250.")

    assert figure.kind == "price_target"


@pytest.mark.parametrize(
    "text", ["DRAM spot prices rose to $6.40 per module.", "Nvidia sells a chip for $40,000."]
)
def test_the_price_of_wares_is_none_of_a_share(text: str) -> None:
    assert {figure.kind for figure in figures(text)} <= {"amount", "price"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Micron posted earnings of $9.10, $14.5bn revenue and take-or-pay agreements.",
         ["earnings_per_share", "revenue"]),
        ("Meta signed a pact with CoreWeave; capex is $61bn to $64bn.",
         ["capex_guidance"]),
        ("Talks go on and no contract was signed; analysts mention $31bn.", ["amount"]),
        ("Cloud sales reached $8bn, capex rose to $21bn, $5bn of notes were placed.",
         ["revenue", "capex", "funding"]),
        ("Capex raised $10bn for the year.", ["capex_guidance"]),
        ("CoreWeave raised $3bn at $41bn.", ["funding", "market_value"]),
        ("Nvidia shed $210bn on Tuesday.", ["market_value_change"]),
        ("Oracle has $71bn committed and more to come.", ["commitments"]),
        ("Oracle has a 9% stake, $12bn bridge loan and little else.", ["funding"]),
        ("Sandisk's capex was $4bn (+31%).", ["capex", "growth"]),
    ],
)  # fmt: skip
def test_the_words_in_its_own_clause_say_what_an_amount_is(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in figures(text)] == kinds


def test_capex_is_carried_on_to_the_next_year() -> None:
    one, other = figures("Oracle expects capex of $40bn in 2026, $52bn in 2027.")

    assert (one.kind, one.period) == ("capex_guidance", "2026")
    assert (other.kind, other.period) == ("capex_guidance", "2027")


def test_money_for_hardware_is_money() -> None:
    (figure,) = figures("Oracle buys $3-4bn of GPU compute.")

    assert (figure.low, figure.high, figure.unit) == (3e9, 4e9, "USD")


def test_revenue_per_gigawatt_is_no_revenue_in_all() -> None:
    (figure,) = figures("Nebius could earn $9bn of revenue per gigawatt.")

    assert (figure.kind, figure.unit) == ("revenue", "USD/GW")


def test_trillions_of_won_and_dollars_are_not_money_raised() -> None:
    (figure,) = figures("마이크론의 2027년 매출은 2조달러였다.", lang="ko")

    assert figure.kind == "revenue"


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Oracle pays up to $27bn: $12bn of it by 2027 and $15bn more.", ["", "2027", ""]),
        ("Micron had $13bn of revenue, a fat margin, Q4 guide $15bn.", ["", "Q4"]),
        ("Oracle signed a $6bn contract through December 2031.", ["to 2031"]),
        ("Nebius placed $3bn of convertibles due 2031.", [""]),
        ("Microsoft lost $310bn in market value, the most since 2000.", [""]),
        ("Nvidia's revenue was $9bn in 1Q24.", ["2024Q1"]),
        ("The Q1 2027 results of Oracle came with capex guidance of $61bn.", [""]),
        ("Oracle lifted its 2027 capex range from $40bn to $45bn, to $50bn to $55bn.",
         ["2027", "2027"]),
        ("Oracle's 2027 capex is $40bn and $90bn is committed.", ["2027", ""]),
        ("Oracle guided to capex of $140bn for the 2027-2028 period.", ["2027-2028"]),
    ],
)  # fmt: skip
def test_a_period_is_that_of_the_amount_that_it_stands_with(text: str, periods: list[str]) -> None:
    assert [figure.period for figure in figures(text)] == periods


def test_what_an_earlier_year_is_compared_with_was_spent() -> None:
    told = figures("Oracle puts capex for 2027 at $61bn, against $40bn in 2026.")

    assert [(f.kind, f.period) for f in told] == [("capex_guidance", "2027"), ("capex", "2026")]


def test_over_three_years_is_no_more_than_three() -> None:
    (figure,) = figures("Oracle's lease runs over three years.")

    assert (figure.low, figure.comparator) == (36, Comparator.EXACT)


def test_a_sum_per_year_is_no_length_of_time() -> None:
    assert "duration" not in {f.kind for f in figures("Oracle's lease costs $3 billion a year.")}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Morgan Stanley models capex of $91bn in 2028.", "Morgan Stanley"),
        ("Jefferies expects revenue of $91bn in 2028.", "Jefferies"),
        ("Goldman Sachs sees capex at $91bn in 2028.", "Goldman Sachs"),
        ("Bernstein: capex of $91bn in 2028.", "Bernstein"),
        ("According to UBS, capex will reach $91bn in 2028.", "UBS"),
    ],
)
def test_a_house_estimates_for_the_company_of_the_headline(text: str, speaker: str) -> None:
    (figure,) = figures(text, title="Micron builds another plant")

    assert (figure.subject, figure.speaker) == ("MU", speaker)


def test_without_a_company_in_the_headline_an_estimate_is_of_nobody() -> None:
    (figure,) = figures("Morgan Stanley models capex of $91bn in 2028.")

    assert (figure.subject, figure.speaker) == ("", "Morgan Stanley")


def test_a_house_that_reports_its_own_numbers_is_whose_they_are() -> None:
    (figure,) = figures("Goldman Sachs reported revenue of $15bn.", title="A good quarter")

    assert figure.subject == "GS"


@pytest.mark.parametrize(
    "text",
    [
        "Oracle told CoreWeave no, while Meta holds long leases worth some $31bn with Nebius.",
        "Micron reports on Tuesday: capex of $21bn is the hope.",
        "Micron said nothing of the $21bn of capex.",
        "Micron announced the date in May; the filing put capex at $21bn.",
        "Spending forecast up to $21bn for the year.",
        "Capex may be $21bn, while Micron said that demand holds.",
    ],
)
def test_nobody_says_what_is_not_put_in_his_mouth(text: str) -> None:
    assert {figure.speaker for figure in figures(text)} <= {""}


def test_who_closes_a_sentence_said_all_of_it() -> None:
    (figure,) = figures("Capex will be $21bn next year, Micron said on Tuesday.")

    assert figure.speaker == "Micron"


@pytest.mark.parametrize(
    "text",
    [
        "KOSPI members lost $2 trillion in market value.",
        "The Nasdaq Composite shed $900bn on Tuesday.",
        "Some $2 trillion was lost while KOSPI gained 9%.",
    ],
)
def test_money_is_never_of_an_index_or_a_fund(text: str) -> None:
    assert {figure.subject for figure in figures(text)} == {""}


@pytest.mark.parametrize("text", ["Acme Chip ETF", "Acme Growth Fund", "QQQ", "Acme Index"])
def test_a_fund_is_told_by_its_name(text: str) -> None:
    symbol = text if text.isupper() else "ACME"
    mention = Mention(text=text, start=0, end=len(text), symbol=symbol, sector=None, cue="alias")

    assert is_basket(mention, " rose 3%")


@pytest.mark.parametrize("text", ["Lam Research", "Micron", "Oracle", "Arm Holdings"])
def test_a_maker_is_no_house(text: str) -> None:
    assert not is_house(text)


def test_the_maker_in_a_contracts_name_is_the_other_party() -> None:
    first, second = figures("Nebius signed a $17bn Meta Platforms contract and raised $3bn.")

    assert (first.subject, first.counterparty) == ("NBIS", "META")
    assert (second.subject, second.kind) == ("NBIS", "funding")


def test_several_names_before_a_semicolon_own_nothing_behind_it() -> None:
    told = figures("Micron and Nvidia fell 5%; foreigners sold about $2bn.")

    assert {figure.subject for figure in told} == {""}


@pytest.mark.parametrize(
    ("title", "subject"),
    [("Micron closes its year", "MU"), ("Micron and Nvidia close the year", "")],
)
def test_a_sentence_without_a_name_is_about_the_only_one_of_the_headline(
    title: str, subject: str
) -> None:
    (figure,) = figures("Adjusted EPS came to $4.20.", title=title)

    assert figure.subject == subject


@pytest.mark.parametrize(
    "text",
    [
        "Crusoe will have revenue of $2bn.",
        "The four hyperscalers will spend $700bn on capex.",
        "Customers such as Mistral have capex of $2bn.",
    ],
)
def test_but_not_one_that_speaks_of_others(text: str) -> None:
    assert {f.subject for f in figures(text, title="Micron closes its year")} == {""}


def test_a_house_before_a_colon_speaks_of_the_company_behind_it() -> None:
    (figure,) = figures("Goldman Sachs: Micron adds about 2 GW in 2028.")

    assert (figure.subject, figure.speaker) == ("MU", "Goldman Sachs")


def test_where_an_index_stands_is_no_money() -> None:
    assert figures("KOSPI slipped 212 won to 3,115 won.") == ()


def test_market_value_of_a_day_is_won_or_lost() -> None:
    (figure,) = figures("Micron gained 7% on Monday, adding about $61bn of market value in a day.")

    assert figure.kind == "market_value_change"


def test_a_growth_takes_no_year_of_the_next_number() -> None:
    told = figures("Micron's profit rose 35%, 2027 capex is $21bn.")

    assert {(f.kind, f.period) for f in told} == {("growth", ""), ("capex_guidance", "2027")}


def test_a_contract_over_about_a_sum_is_about_it_in_german() -> None:
    (figure,) = figures("CoreWeave meldet einen Vertrag über rund 3 Mrd. Dollar.", lang="de")

    assert figure.comparator is Comparator.ABOUT


def test_what_a_company_raises_in_french_is_funding() -> None:
    (figure,) = figures("CoreWeave lève 4 milliards de dollars cet automne.", lang="fr")

    assert figure.kind == "funding"


def test_a_copy_of_an_agencys_text_is_not_said_by_it() -> None:
    (figure,) = figures("Reuters text: Micron plans 2 GW.")

    assert figure.speaker == ""
