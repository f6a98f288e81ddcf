"""Every text on its ground, as resolved here and as Chromium draws it: 4.5 to 1 or more."""

from __future__ import annotations

import html as markup
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from digest.pages import contrast, read_page
from digest.test_digest_render import EDITIONS
from tapestory.digest import render_html

LEAST = 4.5
"""WCAG 2.1, success criterion 1.4.3; nothing is let off for being large."""
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SCRIPT = """
<script>
const found = {};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node; (node = walker.nextNode());) {
  const element = node.parentElement;
  if (!node.data.trim() || element.tagName === "SCRIPT") continue;
  if (!element.getClientRects().length) continue;
  let ground = element;
  while (ground && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)")
    ground = ground.parentElement;
  const behind = ground ? getComputedStyle(ground).backgroundColor : "rgb(255, 255, 255)";
  found[getComputedStyle(element).color + " on " + behind] = node.data.trim().slice(0, 40);
}
document.body.dataset.pairs = JSON.stringify(found);
</script>
"""
COLOUR = re.compile(r"rgb\((\d+), (\d+), (\d+)\)")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", EDITIONS)
def test_every_text_stands_out_from_its_ground(name: str, *, dark: bool) -> None:
    shown = read_page(render_html(EDITIONS[name]), dark=dark).shown

    ratios = {(one.ink, one.ground): contrast(one.ink, one.ground) for one in shown}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < LEAST} == {}
    assert len(ratios) > 1


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium to draw it with")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_chromium_draws_stands_out_and_is_what_was_resolved_here(
    tmp_path: Path, *, dark: bool
) -> None:
    document = render_html(EDITIONS["full"])
    page = tmp_path / "page.html"
    page.write_text(document.replace("</body>", SCRIPT + "</body>"), encoding="utf-8")

    pairs = drawn(page, dark=dark)

    resolved = {(one.ink, one.ground) for one in read_page(document, dark=dark).shown}
    assert pairs == resolved
    assert {pair for pair in pairs if contrast(*pair) < LEAST} == set()


def drawn(page: Path, *, dark: bool) -> set[tuple[str, str]]:
    """Return the pairs of colours that Chromium computed."""
    assert CHROMIUM is not None
    argv = [
        *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"),
        f"--user-data-dir={page.parent / 'profile'}",
        f"--blink-settings=preferredColorScheme={0 if dark else 1}",
        page.as_uri(),
    ]
    done = subprocess.run(argv, check=True, capture_output=True, text=True, timeout=120)
    found = re.search(r'data-pairs="([^"]*)"', done.stdout)
    assert found is not None
    pairs = json.loads(markup.unescape(found[1]))
    return {(hexed(ink), hexed(ground)) for ink, _, ground in (p.partition(" on ") for p in pairs)}


def hexed(colour: str) -> str:
    """Return #rrggbb."""
    match = COLOUR.fullmatch(colour)
    assert match is not None, colour
    return "#" + "".join(f"{int(part):02x}" for part in match.groups())
