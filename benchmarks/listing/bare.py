"""The same list of events as `tapestory events list --csv`, by nothing but sqlite3 and csv."""

import csv
import sqlite3
import sys

EVENTS = """
SELECT e.id, e.title, min(a.first_seen), max(a.first_seen),
       (SELECT v.state FROM verification_changes v WHERE v.event_id = e.id
        ORDER BY v.number DESC LIMIT 1),
       count(*), count(DISTINCT CASE WHEN a.copy_of IS NULL THEN a.outlet END)
FROM events e
JOIN placements p ON p.event_id = e.id
JOIN articles a ON a.id = p.article_id
GROUP BY e.id
ORDER BY max(a.first_seen) DESC, e.id
LIMIT ?
"""
LATEST = EVENTS.replace(
    "GROUP BY e.id",
    "WHERE e.id IN (SELECT id FROM events ORDER BY last_seen DESC, id LIMIT ?1) GROUP BY e.id",
).replace("LIMIT ?\n", "LIMIT ?1\n")
"""Of the latest alone, by the times in the events' own rows."""
MOVES = """
SELECT symbol, raw, abnormal FROM moves
WHERE event_id = ? AND window_start = 0 AND window_end = 0 AND status = 'measured'
ORDER BY abs(abnormal) DESC LIMIT 3
"""


def main() -> None:
    """Print the events of the store at argv[1], at most argv[2] of them, 0 for all.

    With a third argument those that come last by their own rows are looked for alone.
    """
    store = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    out = csv.writer(sys.stdout)
    query = LATEST if len(sys.argv) > 3 else EVENTS
    for event in store.execute(query, (int(sys.argv[2]) or -1,)).fetchall():
        moves = store.execute(MOVES, (event[0],)).fetchall()
        out.writerow([*event, *(value for move in moves for value in move)])


if __name__ == "__main__":
    main()
