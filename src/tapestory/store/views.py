"""The read-only views that people may build on, with the meaning of every column.

The SQL stands in the Alembic revisions; `docs/sql.md` says the same as is written here, and
tests compare all three.
"""

from __future__ import annotations

from collections.abc import Mapping

VIEWS: Mapping[str, Mapping[str, str]] = {
    "v_events": {
        "id": "Short stable id, as in `events show ID`.",
        "title": "Present title.",
        "first_seen": "When we first fetched an article of it.",
        "last_seen": "When we last fetched a new article of it.",
        "happened": "Best estimate of the time of the news.",
        "happened_precise": "1, or 0 when only a date is known.",
        "articles": "Articles that tell it, copies included.",
        "copies": "Those of them that repeat the text of another.",
        "outlets": "Distinct outlets of those that are not copies.",
        "state": "rumour, reported, confirmed, denied or stale; NULL before it was assessed.",
        "state_since": "When that state began.",
    },
    "v_articles": {
        "id": "Short stable id, as in `articles show ID`.",
        "event_id": "The event that it belongs to; NULL before it was matched.",
        "feed_url": "The feed that it was first seen in; empty when imported.",
        "url": "Canonical URL; may be empty.",
        "title": "Headline, in its present wording.",
        "summary": "Teaser as the feed gives it.",
        "text": "Longest text that a feed carries; empty when pruned.",
        "author": "As the feed gives it.",
        "outlet": "Publisher family.",
        "lang": "Primary language tag; und when undetermined.",
        "published": "The publisher's time; NULL when unknown.",
        "published_precision": "instant, minute, day, month or none.",
        "published_raw": "The publisher's time as printed.",
        "updated": "The publisher's time of the last change; NULL when unstated.",
        "first_seen": "When we fetched it.",
        "time": "published where known and not after first_seen, else first_seen.",
        "copy_of": "Id of the article whose text it repeats; NULL when its own.",
        "kind": "news, analysis, opinion, roundup or release; NULL before it was read.",
        "match_score": "How well it fits its event, 0 to 1.",
        "match_reason": "Why, in words.",
        "matched_at": "When that was decided.",
        "feeds": "How many feeds carried it.",
    },
    "v_moves": {
        "event_id": "The event.",
        "event_title": "Its present title.",
        "symbol": "The instrument.",
        "mic": "Its exchange, ISO 10383.",
        "window_start": "First session of the window, relative to day 0.",
        "window_end": "Last session of the window, relative to day 0.",
        "session": "Day 0, a date of the exchange.",
        "raw": "Return over the window; 0.01 is one per cent.",
        "expected": "What the benchmark explains of it.",
        "abnormal": "raw less expected.",
        "t": "Test statistic of the abnormal return.",
        "p": "Its p-value.",
        "q": "p corrected for the instruments tested together.",
        "benchmark": "Symbol of the market index that it was measured against.",
        "model": "market, market_thin or none.",
        "status": "measured, pending, no_prices or too_short.",
    },
    "v_links": {
        "event_id": "The event.",
        "event_title": "Its present title.",
        "symbol": "The instrument; NULL when the link is to a sector.",
        "sector": "The sector; NULL when the link is to an instrument.",
        "role": "subject, affected or mentioned.",
        "mentions": "Distinct articles that name it, copies counted once.",
    },
}
"""View → column → what it holds."""
