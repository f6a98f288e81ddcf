"""Whatever a stranger calls an article, it is inert in every channel that a reader gets it by.

Each channel is read back with a parser that is not ours: what counts is what a mail program, a
browser, a terminal or a spreadsheet makes of it. A new channel is one more function in `CHANNELS`.
"""

from __future__ import annotations

import csv
import email
import io
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.builders import meta_event, other_event, titled
from digest.editions import edition_of
from digest.pieces import NARRATIVES, SECTORS
from tapestory.cli.event_page import event_page
from tapestory.cli.look import Look
from tapestory.cli.output import emit_csv, json_text
from tapestory.cli.terminal import Terminal
from tapestory.digest import Edition, render_html, render_text, subject
from tapestory.digest.cells import WIDTH, cell_width
from tapestory.digest.render import BUDGET, MAX_SUBJECT
from tapestory.mailing import letter_bytes
from tapestory.model import EventView
from tapestory.pipeline.mail_settings import digest_letter

ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""What a terminal obeys, or what turns the direction of what follows."""
SEEDS = (
    "Deal\r\nBcc: victim@example.org\r\n\r\n<html>",
    "Deal\n Subject: other",
    "=?utf-8?q?=0D=0ABcc:_victim@example.org?=",
    "\x1b[2J\x1b]0;owned\x07Deal \x9b31m \x1bP1$r\x1b\\",
    "Deal \u202eevil\u2066 \u200fhidden \u061c\ufeff",
    '"><script>alert(1)</script><img src=x onerror=alert(1)>',
    "</style></td></table></body>",
    "<!-- --><![CDATA[ ]]>&lt;b&gt;&#x202e;&amp;",
    "javascript:alert(1)",
    "{{ 7*7 }} {% raw %} ${7*7}",
    "=cmd|'/c calc'!A1",
    "+1-2",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    "\t=1+1",
    " \u3000=1+1",
    "\u00a0\u2003=1+1",
    'a","b\n=1+1',
    "forged [99] claim [1-9] ［7］",
    "x" * 10_000,
    "字" * 10_000,
    "مرحبا شركة تبيع",
    "חדשות על שבבים",
    "👩\u200d👩\u200d👧\u200d👦" * 50,
    "\u200d\u200c" * 300,
    "Z" + "\u0351\u0363\u0334" * 500 + "algo",
    "e\u0301" * 60,
    "\x00\x07\x7f\x85",
    "\ud7ff\ue000\ufdd0\ufffe",
    "-- \nsignature",
    "\u00a0" * 200,
    "",
)
TITLES = st.one_of(
    st.sampled_from(SEEDS),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=80),
    st.lists(
        st.one_of(st.sampled_from(SEEDS).map(lambda seed: seed[:60]), st.text(max_size=10)),
        max_size=4,
    ).map("".join),
)


def hostile(view: EventView, words: str) -> EventView:
    """Return the event with these words wherever a stranger has a say."""
    view = titled(view, words)
    first, *rest = view.articles
    article = replace(
        first.article, outlet=words, author=words, url=f"https://h.example/{words}", lang="en"
    )
    kept = view.verification
    return replace(
        view,
        articles=(replace(first, article=article), *rest),
        verification=replace(
            kept, evidence=tuple(replace(one, sentence=words) for one in kept.evidence)
        ),
        narrative_evidence=tuple(replace(one, sentence=words) for one in view.narrative_evidence),
        origins=tuple(replace(origin, name=words) for origin in view.origins),
        instruments={s: replace(one, name=words) for s, one in view.instruments.items()},
    )


def views_of(words: str) -> tuple[EventView, EventView]:
    return hostile(meta_event(), words), titled(other_event("other000", "Other"), words)


class _Tags(HTMLParser):
    """Collects what a browser would obey."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.links: list[str] = []
        self.comments = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names.update(name for name, _ in attrs)
        self.links.extend(value or "" for name, value in attrs if name in {"href", "src"})

    def handle_comment(self, data: str) -> None:
        self.comments += len(data)


def tags_of(html: str) -> _Tags:
    found = _Tags()
    found.feed(html)
    found.close()
    return found


BENIGN = tags_of(render_html(edition_of(views_of("Meta & “others” sell"))))
LETTER = {"subject", "from", "to", "date", "message-id", "list-id", "auto-submitted"} | {
    "mime-version",
    "content-type",
}


def assert_inert(text: str) -> None:
    assert not ACTING.search(text)
    assert not any(unicodedata.category(char) == "Cs" for char in text)


def in_mail(_: EventView, edition: Edition) -> None:
    data = letter_bytes(
        digest_letter(edition, sender="T <t@example.org>", recipient="r@example.net")
    )
    mail = email.message_from_bytes(data, policy=default)
    assert isinstance(mail, EmailMessage)
    assert {name.lower() for name in mail} == LETTER
    assert not mail.defects
    assert mail["Subject"] == subject(edition)
    assert len(mail["Subject"]) <= MAX_SUBJECT
    assert_inert(str(mail["Subject"]))
    parts = [part.get_content_type() for part in mail.walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]
    assert max(map(len, data.split(b"\r\n"))) <= 998


def in_html(_: EventView, edition: Edition) -> None:
    html = render_html(edition)
    page = tags_of(html)

    assert set(page.tags) <= set(BENIGN.tags)
    assert page.names <= BENIGN.names
    assert page.comments == 0
    assert all(link.startswith("https://") for link in page.links)
    assert_inert(html)
    assert len(html.encode()) < BUDGET


def in_text(_: EventView, edition: Edition) -> None:
    text = render_text(edition)
    assert_inert(text)
    lines = [line for line in text.splitlines() if not line.strip().startswith("https://")]
    assert all(cell_width(line) <= WIDTH for line in lines)
    assert text.count("\n-- \n") == 1, "nobody but us ends the mail"
    listed = {source.number for source in edition.lead.sources} if edition.lead else set()
    assert {int(number) for number in re.findall(r"\[(\d+)\]", text)} <= listed


def on_a_terminal(view: EventView, _: Edition) -> None:
    page = event_page(view, NARRATIVES, sectors=SECTORS, width=80, look=Look())
    assert_inert(page)


def in_csv_and_json(view: EventView, _: Edition) -> None:
    title = view.event.title
    stream = io.StringIO()
    emit_csv(
        [{"id": "a", "title": title, "n": 1}],
        Terminal(stream=stream, is_tty=False, colors=False, width=80),
    )
    rows = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))
    assert len(rows) == 2
    assert [len(row) for row in rows] == [3, 3]
    assert not rows[1][1].lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", rows[1][1])
    document = json_text({"title": title})
    assert json.loads(document) == {"title": title}
    assert "\x1b" not in document


CHANNELS: dict[str, Callable[[EventView, Edition], None]] = {
    "mail": in_mail,
    "html": in_html,
    "text": in_text,
    "terminal": on_a_terminal,
    "csv and json": in_csv_and_json,
}


def read_back(words: str) -> None:
    views = views_of(words)
    edition = edition_of(views)
    for channel in CHANNELS.values():
        channel(views[0], edition)


@pytest.mark.parametrize("number", range(len(SEEDS)))
def test_words_made_to_do_harm_do_none_in_any_channel(number: int) -> None:
    read_back(SEEDS[number])


@given(TITLES)
@example("-- \n")
@settings(max_examples=40, deadline=None)
def test_no_words_at_all_do_harm_in_any_channel(words: str) -> None:
    read_back(words)
