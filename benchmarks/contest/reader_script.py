"""What a user of the reader library would write: add feeds, or update them all.

Runs in an environment of its own, which has nothing of ours:
`python reader_script.py DB add FILE` or `python reader_script.py DB update WORKERS`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reader import make_reader  # type: ignore[import-not-found]  # not in our environment

if __name__ == "__main__":
    reader = make_reader(sys.argv[1])
    if sys.argv[2] == "add":
        for url in Path(sys.argv[3]).read_text(encoding="utf-8").splitlines():
            reader.add_feed(url)
    else:
        # Every feed, due or not, as our --all.
        reader.update_feeds(scheduled=False, workers=int(sys.argv[3]))
    reader.close()
