from __future__ import annotations

import pytest

from tapestory.ingest.identity.outlet_families import FAMILIES, Family
from tapestory.reading.sources.newsrooms import NEWSROOMS
from tapestory.reading.sources.outlets import (
    canonical,
    is_wire,
    outlet_key,
    outlet_of_host,
    outlets_in,
    same_outlet,
)
from tapestory.reading.sources.research_houses import RESEARCH


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: str(family.name))
def test_what_is_one_outlet_to_a_feed_is_one_to_a_reader(family: Family) -> None:
    names = (family.name, *family.hosts, *family.aliases)

    assert len({outlet_key(name) for name in names}) == 1


def test_no_spelling_means_two() -> None:
    spellings = [s for one in (*NEWSROOMS, *RESEARCH) for s in one.spellings]

    assert len(spellings) == len(set(spellings))


def test_no_host_is_of_two() -> None:
    hosts = [host for one in (*NEWSROOMS, *RESEARCH) for host in one.hosts]

    assert len(hosts) == len(set(hosts))


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("reuters.com", "Reuters"),
        ("uk.reuters.com", "Reuters"),
        ("en.theblockbeats.news", "BlockBeats"),
        ("semianalysis.substack.com", "SemiAnalysis"),
        ("cn.wsj.com", "Wall Street Journal"),
        ("jp.techcrunch.com", "TechCrunch"),
        ("reuters.com.evil.example", ""),
        ("notreuters.com", ""),
    ],
)
def test_a_host_tells_its_newsroom(host: str, name: str) -> None:
    assert outlet_of_host(host) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bloomberg.com", "彭博社"),
        ("AP", "The Associated Press"),
        ("dailyplanet.com", "m.dailyplanet.co.uk"),
        ("The Daily Planet", "thedailyplanet.com"),
        ("Daily Planet", "The Daily Planet"),
    ],
)
def test_names_of_one_outlet_are_one(one: str, other: str) -> None:
    assert same_outlet(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Reuters", "Bloomberg"), ("news.com", "news.org"), ("", ""), ("times.com", "times.co.uk")],
)
def test_others_are_not(one: str, other: str) -> None:
    assert not same_outlet(one, other)


def test_a_name_inside_of_a_word_is_none() -> None:
    assert list(outlets_in("APAC, SOFT and Axiosphere")) == []


def test_the_longest_name_is_meant() -> None:
    assert [one.name for one in outlets_in("Bloomberg Intelligence")] == ["Bloomberg Intelligence"]


def test_an_unknown_name_is_tidied_and_no_more() -> None:
    assert canonical(" “Northwind  Wire” ") == "Northwind Wire"


def test_a_wire_for_releases_is_told_from_a_newsroom() -> None:
    assert is_wire(canonical("prnewswire.com"))
    assert not is_wire("Reuters")
