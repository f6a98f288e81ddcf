from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from linking.universes import UNIVERSE
from tapestory import reading
from tapestory.linking import Gazetteer, link_event
from tapestory.model import ArticleId, EventId, Link, Reading, Role

GAZETTEER = Gazetteer(UNIVERSE)
EVENT = EventId("e1")


def said(title: str, body: str, name: str = "a") -> Reading:
    document = reading.document(title, body, lang="en")
    mentions = GAZETTEER.find(document.text)
    return reading.read(
        document, mentions, article_id=ArticleId(name), published=datetime(2026, 7, 2, tzinfo=UTC)
    )


def roles(*readings: Reading) -> dict[str, Role]:
    return {str(x.symbol or x.sector): x.role for x in link_event(EVENT, readings, UNIVERSE)}


def test_who_acts_is_the_subject_and_who_falls_is_affected() -> None:
    found = roles(said("Meta plans to rent out servers", "CoreWeave shares fell 14% on the news."))

    assert found["META"] is Role.SUBJECT
    assert found["CRWV"] is Role.AFFECTED


def test_a_house_that_is_only_quoted_is_only_mentioned() -> None:
    found = roles(
        said("Meta plans to rent out servers", "Goldman Sachs said investors were nervous.")
    )

    assert found["GS"] is Role.MENTIONED


def test_an_index_that_fell_is_affected_but_lends_no_sector() -> None:
    found = roles(said("Meta plans to rent out servers", "The KOSPI lost 7.9% by the close."))

    assert found["^KS11"] is Role.AFFECTED
    assert "index" not in found


def test_a_sector_is_inherited_from_a_subject() -> None:
    assert roles(said("Meta plans to rent out servers", ""))["hyperscaler"] is Role.SUBJECT


def test_a_named_sector_that_fell_is_affected() -> None:
    found = roles(said("Meta plans to rent out servers", "Chipmakers tumbled 5%."))

    assert found["chip"] is Role.AFFECTED


def test_mentions_count_articles_not_words() -> None:
    one = said("Meta plans more", "Meta shares rose. Meta said so.", "a")
    two = said("Meta plans more servers", "Nothing else.", "b")

    links = link_event(EVENT, [one, two], UNIVERSE)

    assert [x.mentions for x in links if x.symbol == "META"] == [2]


def test_in_a_large_event_one_article_alone_affects_nobody() -> None:
    many = [said("Meta plans to rent out servers", "Nothing else.", f"a{i}") for i in range(9)]
    odd = said("Meta plans to rent out servers", "Micron shares fell 3%.", "odd")

    assert roles(*many, odd)["MU"] is Role.MENTIONED


def test_links_come_subjects_first() -> None:
    found = link_event(
        EVENT, [said("Meta plans servers", "CoreWeave fell 4%. Goldman Sachs said so.")], UNIVERSE
    )
    order = [Role.SUBJECT, Role.AFFECTED, Role.MENTIONED]

    assert [order.index(link.role) for link in found] == sorted(
        order.index(link.role) for link in found
    )


def test_an_event_of_nobody_has_no_links() -> None:
    nothing: tuple[Link, ...] = link_event(
        EVENT, [said("Rain in the hills", "It rained.")], UNIVERSE
    )

    assert nothing == ()


def test_who_only_falls_is_affected_by_who_acts() -> None:
    found = roles(said("CoreWeave, Nebius shares fall as Meta plans to rent out servers", ""))

    assert found["META"] is Role.SUBJECT
    assert found["CRWV"] is Role.AFFECTED
    assert found["NBIS"] is Role.AFFECTED


def test_who_falls_with_nobody_else_named_is_the_subject() -> None:
    assert roles(said("Micron shares fall 8% on weak demand", ""))["MU"] is Role.SUBJECT


def test_the_other_side_of_a_deal_is_affected() -> None:
    found = roles(
        said("Oracle announces results", "It signed a contract with CoreWeave, it told investors.")
    )

    assert found["CRWV"] is Role.AFFECTED


def test_a_company_that_speaks_of_itself_acts() -> None:
    found = roles(said("Meta says it will rent out servers", "Meta said so on Monday."))

    assert found["META"] is Role.SUBJECT


def test_a_house_that_judges_in_the_headline_does_not_act() -> None:
    found = roles(said("Goldman Sachs analysts expect more of Nvidia", "Nothing else."))

    assert found["GS"] is Role.MENTIONED
    assert found["NVDA"] is Role.SUBJECT


def test_names_in_a_list_share_what_is_said_of_the_last() -> None:
    found = roles(said("Meta plans to rent out servers", "Micron, Sandisk and SK Hynix lost 5%."))

    assert {found[s] for s in ("MU", "SNDK", "000660.KS")} == {Role.AFFECTED}


def test_who_is_not_in_the_universe_has_no_role() -> None:
    article = said("Meta plans to rent out servers", "CoreWeave shares fell 14%.")
    without = replace(
        UNIVERSE, instruments={k: v for k, v in UNIVERSE.instruments.items() if k != "META"}
    )

    assert "META" not in {link.symbol for link in link_event(EVENT, [article], without)}


def test_what_no_sentence_holds_is_not_counted() -> None:
    article = said("Meta plans to rent out servers", "CoreWeave shares fell 14%.")
    headless = replace(article, sentences=article.sentences[1:])

    assert "META" not in {link.symbol for link in link_event(EVENT, [headless], UNIVERSE)}


def test_where_no_headline_names_anybody_the_first_one_named_is_the_subject() -> None:
    found = roles(said("Servers for rent", "Micron makes memory. Nvidia was there."))

    assert found["MU"] is Role.SUBJECT
    assert found["NVDA"] is not Role.SUBJECT


def test_a_house_that_every_article_quotes_is_no_subject() -> None:
    opens = "Goldman Sachs opens a bureau"

    assert roles(said(opens, ""))["GS"] is Role.SUBJECT
    assert roles(said(opens, "Goldman Sachs said investors were nervous."))["GS"] is Role.MENTIONED


def test_a_product_stands_for_its_company() -> None:
    assert roles(said("H100 sells out", "Nvidia sells the H100."))["NVDA"] is Role.SUBJECT
