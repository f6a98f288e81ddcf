"""Who is cited in made-up sentences, in a dozen languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.readings import read
from tapestory.model import Reading

NAMED = {
    "The lender wants out, per Bloomberg.": "Bloomberg",
    "Bloomberg's Ann Lee and Bo Chan report that the lender wants out.": "Bloomberg",
    "A scoop by Reuters's Ann Lee says the lender wants out.": "Reuters",
    "The lender wants out, sources told the Financial Times.": "Financial Times",
    "A Bloomberg July 1, 2026 scoop says the lender wants out.": "Bloomberg",
    "A rewrite of the Reuters story on the lender.": "Reuters",
    "The lender wants out (Ann Lee/CNBC).": "CNBC",
    "The lender wants out, Bloomberg News first reported on Monday.": "Bloomberg",
    "The lender wants out, according to a report in The Information.": "The Information",
    "In an interview with Axios, the chairman said the lender wants out.": "Axios",
    "Reuters text: the lender wants out.": "Reuters",
    "It was first reported by Northwind Wire on Monday.": "Northwind Wire",
    "The Springfield Daily Herald reported that the lender wants out.": "Springfield Daily Herald",
    "The lender wants out, South Korea's Yonhap news agency reported.": "Yonhap",
    "The lender wants out, the Nikkei business daily said.": "Nikkei",
    "The lender wants out, Handelsblatt newspaper first reported.": "Handelsblatt",
    "Das meldete die Nachrichtenagentur Reuters.": "Reuters",
    "El banco quiere salir, según la agencia Reuters.": "Reuters",
    "据《金融时报》报道，该银行计划退出。": "Financial Times",
    "财联社7月2日电，该银行计划退出。": "Cailian Press",
    "该银行计划退出。来源：路透社": "Reuters",
    "彭博援引知情人士称，该银行计划退出。": "Bloomberg",
    "据江南早报报道，该银行计划退出。": "江南早报",
    "로이터통신은 은행이 철수할 계획이라고 보도했다.": "Reuters",
    "은행이 철수한다고 연합뉴스가 전했다.": "Yonhap",
    "日経新聞によると、銀行は撤退する方針だ。": "Nikkei",
    "銀行は撤退するとロイターが報じた。": "Reuters",
    "Das Institut will aussteigen, berichtet das Handelsblatt.": "Handelsblatt",
    "Reuters zufolge will das Institut aussteigen.": "Reuters",
    "Selon Les Echos, la banque veut sortir.": "Les Echos",
    "Bloomberg a rapporté que la banque veut sortir.": "Bloomberg",
    "Noticia de TechCrunch del lunes sobre el banco.": "TechCrunch",
    "Expansión adelantó que el banco quiere salir.": "Expansión",
    "Secondo Il Sole 24 Ore la banca vuole uscire.": "Il Sole 24 Ore",
    "O banco quer sair, informou a Reuters.": "Reuters",
    "Volgens Bloomberg wil de bank eruit.": "Bloomberg",
    "По данным Reuters, банк хочет выйти.": "Reuters",
}


def cited(text: str, outlet: str = "") -> Reading:
    return read(f"A bank and its plan\n\n{text}", outlet=outlet)


@pytest.mark.parametrize(("text", "name"), NAMED.items())
def test_the_source_of_a_sentence_is_found(text: str, name: str) -> None:
    assert [one.name for one in cited(text).citations] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Analysts expected $5 billion, according to a Bloomberg survey.",
        "That beat the mean of a Reuters poll.",
        "According to the Bloomberg Billionaires Index, nobody is richer.",
        "According to Reuters data, the lender is small.",
        "Analysts polled by Reuters expected more.",
        "据彭博数据，该银行市值最高。",
        "Laut Bloomberg-Daten ist die Bank klein.",
        "로이터 설문조사에 따르면 매출은 늘었다.",
        "ロイター調査によると、売上高は増える。",
    ],
)
def test_an_outlets_numbers_are_no_report_of_it(text: str) -> None:
    assert cited(text).citations == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("According to a Reuters investigation, the lender hid it.", "Reuters"),
        ("Bloomberg data centre reporters wrote it, Reuters reported.", "Reuters"),
        ("据彭博报道指数基金将退出。", "Bloomberg"),
    ],
)
def test_an_outlets_report_on_numbers_is_one(text: str, name: str) -> None:
    assert name in [one.name for one in cited(text).citations]


@pytest.mark.parametrize("text", NAMED)
def test_a_citation_stands_where_its_span_says(text: str) -> None:
    said = cited(text)
    document = f"A bank and its plan\n\n{text}"

    for one in said.citations:
        assert " ".join(document[one.start : one.end].split()).startswith(one.cue)
        assert one.cue
        assert document[one.start : one.end] in one.sentence


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Lender wants out - Reuters", "Reuters"),
        ("Lender wants out | Bloomberg", "Bloomberg"),
        ("FT: lender wants out", "Financial Times"),
        ("彭博：银行计划退出", "Bloomberg"),
        ("Lender wants out, Bloomberg reports", "Bloomberg"),
    ],
)
def test_a_headline_credits_too(title: str, name: str) -> None:
    assert [one.name for one in read(f"{title}\n\nIt rained all day.").citations] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Reuters could not immediately verify it.",
        "The lender did not answer questions from Bloomberg.",
        "It rained all day.",
        "Revenue reported by Nvidia was high.",
        "路透社未能核实。",
    ],
)
def test_no_answer_is_no_report(text: str) -> None:
    assert cited(text).citations == ()


def test_of_a_chain_the_first_link_comes_first() -> None:
    said = cited("The lender wants out (Ann Lee/CNBC via Techmeme).")

    assert [one.name for one in said.citations] == ["CNBC", "Techmeme"]


def test_whom_another_cites_comes_first() -> None:
    said = cited("Reuters reported on Monday, citing Bloomberg, that the lender wants out.")

    assert [one.name for one in said.citations] == ["Bloomberg", "Reuters"]


def test_who_was_first_comes_first_wherever_it_stands() -> None:
    said = cited("Reuters reported the plan.\nIt was first reported by Bloomberg.")

    assert [one.name for one in said.citations] == ["Bloomberg", "Reuters"]


def test_names_beside_each_other_share_what_is_said_of_them() -> None:
    said = cited("Reuters and Kyodo reported that the lender wants out.")

    assert {one.name for one in said.citations} == {"Reuters", "Kyodo"}


def test_a_house_that_only_comments_is_a_voice_and_no_report() -> None:
    said = read(
        "A bank and its plan\n\nIt rained.\nIt snowed.\nAnalysts at Jefferies see no harm in it."
    )

    assert said.citations == ()
    assert [(one.name, one.role) for one in said.voices] == [("Jefferies", "comment")]


def test_a_house_whose_note_is_the_news_is_its_origin() -> None:
    assert read("SemiAnalysis: prices to fall\n\nIt rained.").sources[0].name == "SemiAnalysis"


def test_nothing_is_cited_across_sentences() -> None:
    assert cited("It is raining, according to.\nBloomberg.").citations == ()


SENTENCES = st.lists(st.sampled_from([*NAMED, "It rained all day.", "Nobody came."]), max_size=6)


@given(SENTENCES)
def test_reading_twice_finds_the_same(sentences: list[str]) -> None:
    assert cited("\n".join(sentences)).sources == cited("\n".join(sentences)).sources


@given(st.text(alphabet="据報道Reuters Bloomberg’s,.:()-/ 称viasources\n", max_size=400))
def test_whatever_the_text_every_citation_lies_in_its_sentence(text: str) -> None:
    said = cited(text)

    for one in said.sources:
        (sentence,) = {s for s in said.sentences if s.start <= one.start and one.end <= s.end}
        assert sentence.text == one.sentence


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["Reuters " * 30_000, "according to " * 20_000, "据彭博" * 60_000, "News Times " * 20_000,
     "Bloomberg's A B, C D and " * 8_000, "S-1 " * 50_000, "via (" * 40_000, "“" * 200_000],
)  # fmt: skip
def test_a_hostile_text_names_few_and_ends(text: str) -> None:
    assert len(cited(text).sources) < 5
