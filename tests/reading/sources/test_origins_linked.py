from __future__ import annotations

from reading.readings import GAZETTEER, PUBLISHED
from tapestory import reading
from tapestory.model import ArticleId, OutboundLink, Reading

AT_BLOOMBERG = "https://bloomberg.com/news/a"


def linked(text: str, *links: tuple[str, str], outlet: str = "") -> Reading:
    document = reading.document_from_text(text)
    return reading.read(
        document,
        GAZETTEER.find(document.text),
        article_id=ArticleId("a"),
        published=PUBLISHED,
        outlet=outlet,
        links=[
            OutboundLink(url=url, anchor=anchor, place=text.find(anchor)) for url, anchor in links
        ],
    )


def test_a_citation_in_words_gets_the_address_of_its_link() -> None:
    said = linked(
        "Towers\n\nBloomberg reported that the bank may sell.", (AT_BLOOMBERG, "Bloomberg")
    )

    assert [(c.name, c.url) for c in said.citations] == [("Bloomberg", AT_BLOOMBERG)]


def test_a_link_in_words_of_reporting_is_a_citation() -> None:
    text = "Towers\n\nThe bank may sell, it was reported on Monday."
    (one,) = linked(text, (AT_BLOOMBERG, "reported")).citations

    assert (one.name, one.cue, one.url, one.role) == (
        "Bloomberg",
        "reported",
        AT_BLOOMBERG,
        "report",
    )
    assert text[one.start : one.end] == "reported"


def test_a_link_in_the_lead_is_where_the_news_is_from() -> None:
    said = linked("Towers\n\nThe bank may sell its towers.", (AT_BLOOMBERG, "may sell its towers"))

    assert [(c.name, c.role) for c in said.citations] == [("Bloomberg", "aside")]


def test_a_link_far_down_is_background() -> None:
    text = "Towers\n\nIt rained.\nIt snowed.\nIt blew.\nIt froze.\nLong ago the bank had a tower."

    assert linked(text, (AT_BLOOMBERG, "a tower")).citations == ()


def test_a_link_to_the_outlet_itself_is_none() -> None:
    text = "Towers\n\nThe bank may sell, it was reported on Monday."

    assert linked(text, (AT_BLOOMBERG, "reported"), outlet="Bloomberg").citations == ()


def test_a_link_to_nobody_known_counts_when_its_text_names_the_host() -> None:
    text = "Towers\n\nAccording to Northwind Wire the bank may sell, or so said Fabrikam."
    said = linked(
        text,
        ("https://northwindwire.com/a", "Northwind Wire"),
        ("https://elsewhere.example/b", "Fabrikam"),
    )

    assert [c.name for c in said.citations] == ["Northwind Wire"]


def test_a_text_without_the_link_in_it_is_not_cited_by_it() -> None:
    assert linked("Towers\n\nIt rained.", (AT_BLOOMBERG, "reported")).citations == ()
