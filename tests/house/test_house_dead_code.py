"""What nothing calls, reads or imports is not there."""

from __future__ import annotations

import re
from collections import defaultdict

from vulture import Vulture

from house.files import PLACES, ROOT, SOURCE, modules, tree

CONFIDENCE = 60

CALLED_FROM_OUTSIDE = {
    "__getattr__": "Python asks a package for names that it loads late",
    "down_revision, branch_labels, depends_on": "Alembic reads them of each migration",
    "pytest_*, pytestmark": "pytest finds them by name",
    "do_*, log_message, handle_error, protocol_version, daemon_threads, request_queue_size": (
        "http.server and socketserver call or read them"
    ),
    "handle_*": "html.parser and aiosmtpd call them by what they meet",
    "connection_made, data_received": "asyncio calls them",
    "_get_socket": "smtplib's own room for another socket",
    "_ehlo, _starttls, _auth, _rcpt, _data, _rset": "a made-up mail server calls them by command",
    "*Handler, ordered_attributes": "expat reads them",
    "__signature__, __annotations__, format_commands": "typer reads them of a command",
    "model_config": "pydantic reads it",
    "impl, cache_ok": "SQLAlchemy reads them of a column's type",
    "isolation_level, row_factory": "sqlite3 reads them of a connection",
    "teardown": "hypothesis calls it when a history ends",
    "reducer_override": "pickle asks it how to put an object down",
    "noqa_lines": "vulture reads them",
    "en, zh, ko, ja, de, fr, es, it, pt": "languages of a narrative, which are asked for by name",
    "rises_by, falls_by": "rules of a watch, which are asked for by name",
    "macro": "a table of the domain, which is asked for by name",
    "INFLATION": "a kind of release that the table of releases names by its value",
}
"""What others call by its name, or by a name that they are told: names → who, and why."""

CALLED_BY_DECORATORS = {
    "@*.command": "typer",
    "@*.callback": "typer",
    "@field_validator": "pydantic",
    "@model_validator": "pydantic",
    "@rule": "hypothesis",
    "@initialize": "hypothesis",
    "@invariant": "hypothesis",
    "@pytest.fixture": "pytest",
    "@fixture": "pytest",
}

_WORD = re.compile(r"\w+")


def _go_through(finder: Vulture, *places: str) -> None:
    """Have it note what files define and use; they are parsed already, and `noqa` is no excuse."""
    for path in modules(*places):
        finder.filename, finder.code = path, path.read_text(encoding="utf-8").splitlines()
        finder.noqa_lines = defaultdict(set)
        finder.visit(tree(path))
        finder.reachability.reset()
    finder.scavenge([])  # what it knows of the libraries that were imported


def _in_templates() -> set[str]:
    """Return the words of all templates: what one of them names is read there."""
    pages = SOURCE.rglob("*.j2")
    return {word for page in pages for word in _WORD.findall(page.read_text(encoding="utf-8"))}


def test_nothing_is_there_that_nobody_uses() -> None:
    names = [name for names in CALLED_FROM_OUTSIDE for name in names.split(", ")]
    finder = Vulture(ignore_names=names, ignore_decorators=list(CALLED_BY_DECORATORS))
    _go_through(finder, *PLACES)
    in_templates = _in_templates()

    unused = [
        f"{item.filename.relative_to(ROOT)}:{item.first_lineno} {item.typ} {item.name}"
        for item in finder.get_unused_code(min_confidence=CONFIDENCE)
        if item.name not in in_templates
    ]

    assert unused == []
