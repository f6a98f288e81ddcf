from __future__ import annotations

import pytest

from cli.world import Home


@pytest.mark.parametrize(
    "asked",
    [
        ("moves", "list"),
        ("moves", "list", "--moved"),
        ("claims", "list"),
        ("claims", "list", "--disputed"),
        ("events", "list"),
        ("events", "list", "--min-articles", "2"),
        ("events", "list", "--symbol", "META"),
        ("articles", "list"),
    ],
    ids=" ".join,
)
def test_a_short_list_is_how_the_whole_one_begins(sample: Home, asked: tuple[str, ...]) -> None:
    whole = sample(*asked, "--limit", "0", "--json").json[asked[0]]

    for limit in (1, 3):
        short = sample(*asked, "--limit", str(limit), "--json").json[asked[0]]
        assert short == whole[:limit]
