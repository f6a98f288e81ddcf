"""Articles that are imported where prices lie already have their moves at once."""

from __future__ import annotations

import json

import pytest

from cli.world import Home

pytestmark = pytest.mark.slow  # the calendars are compiled

DAYS = ["2026-06-29", "2026-06-30", "2026-07-01", "2026-07-02"]
ARTICLE = {
    "title": "Meta plans to rent out spare data centre capacity",
    "text": "Meta Platforms is weighing a business that rents spare computing power to others.",
    "published": "2026-07-01T14:00:00Z",
    "outlet": "Quayside",
}


@pytest.mark.parametrize("prices_first", [True, False])
def test_the_order_in_which_prices_and_articles_come_changes_nothing(
    initialised: Home, *, prices_first: bool
) -> None:
    prices, articles = initialised.path / "prices.csv", initialised.path / "articles.jsonl"
    rows = [f"META,{day},{100 + number}\n" for number, day in enumerate(DAYS)]
    prices.write_text(f"symbol,date,close\n{''.join(rows)}")
    articles.write_text(json.dumps(ARTICLE) + "\n")
    steps = [("prices", "import", str(prices)), ("articles", "import", str(articles))]

    for step in steps if prices_first else steps[::-1]:
        assert initialised(*step).code == 0
    (event,) = initialised("events", "list", "--json").json["events"]
    moves = initialised("events", "show", event["id"], "--json").json["moves"]

    found = {tuple(move["window"]): move for move in moves if move["symbol"] == "META"}
    assert found[0, 0]["raw"] == pytest.approx(102 / 101 - 1)
    assert found[0, 1]["confounders"] == ["release:2026-07-02-us-payrolls"]
