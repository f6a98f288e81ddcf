"""Takes the pictures of README with a real browser, and sets ours beside the design's.

python -m docs.pictures FOLDER                 the digest, the report and the terminal, as pictures
python -m docs.pictures FOLDER --beside MOCK   with a page that shows each beside its model
python -m docs.pictures --write                the pictures of README, anew

The sample is run for it in a home of its own. Wants `chromium`, and says so where there is none.
"""

from __future__ import annotations

import argparse
import fcntl
import html
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from docs.tours import COMMAND, ROOT

IMAGES = ROOT / "docs" / "images"
EVENT = "0h68"
"""The sample's first event."""
AS_OF = "2026-07-04"
REPORT_AS_OF = "2026-07-03T10:00Z"
MODELS = {"digest.png": "overview.png", "events-show.png": "term_event_show.png"}
"""Our picture → the design's of the same."""
SHOWN = (
    ("events", "list", "--min-articles", "2", "--as-of", AS_OF),
    ("events", "show", EVENT, "--as-of", AS_OF),
)
_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_SECONDS = 120
_WHOLE = 3700
"""Pixels: the sample's digest from head to foot, at 600 across."""
_GAP = 14
"""Pixels between two frames."""
_ESCAPE = re.compile(r"\x1b\[([0-9;]*)m|([^\x1b]+)")
_STYLES = {
    "1": "color:#fff;font-weight:bold",
    "2": "color:#8c8c8c",
    "31": "color:#ff9b66",
    "32": "color:#8fd18f",
    "33": "color:#ffd27a",
    "34": "color:#6fb4f0",
    "94": "color:#6fb4f0",
    "38;5;208": "color:#ff9b66",
}
"""What a dark terminal makes of the codes that the command prints."""
_TERMINAL = """<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 0; padding: 32px; background: #17181c; color: #e6e6e6; width: max-content; }
pre { font: 20px/28px "DejaVu Sans Mono", monospace; margin: 0; }
i { display: inline-block; width: 2ch; font-style: normal; overflow: hidden; height: 24px; }
</style><pre>%s</pre>"""
_FRAMES = """<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 0; background: #c9ccd1; display: flex; gap: 14px; width: max-content; }
iframe { border: 0; background: #fff; }
</style>%s"""
_BESIDE = """<!DOCTYPE html><meta charset="utf-8"><title>Ours beside the design's</title><style>
body { font: 15px/1.5 sans-serif; margin: 24px; } div { display: flex; gap: 24px; }
figure { margin: 0; flex: 1; } img { width: 100%%; border: 1px solid #ccc; }
</style><h1>Ours beside the design's</h1>%s"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The sample, run."""

    config: Path
    digest: Path
    report: Path


def main() -> int:
    """Take the pictures; return 1 when there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="where to put them")
    parser.add_argument("--beside", type=Path, help="a folder with the design's pictures")
    parser.add_argument("--write", action="store_true", help="into docs/images")
    given = parser.parse_args()
    folder = IMAGES if given.write else given.folder
    if folder is None:
        parser.error("name a folder, or --write")
    if _CHROMIUM is None:
        print("there is no chromium to draw with; on Debian: apt-get install chromium")
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tapestory-pictures-") as home:
        for path in pictures(sample(Path(home)), folder, whole=given.beside is not None):
            print(f"{path}  {path.stat().st_size // 1024} kB")
    if given.beside:
        print(beside(folder, given.beside))
    return 0


def sample(home: Path) -> Sample:
    """Run the sample in a home of its own and build its report."""
    environ = {**os.environ, "HOME": str(home), "TMPDIR": str(home)}
    told = _run([str(COMMAND), "demo"], environ)
    config = re.search(r"--config (\S+)", told)
    digest = re.search(r"^digest HTML\s+(\S+)", told, re.MULTILINE)
    if config is None or digest is None:
        message = f"the demo did not say where its settings and digest are:\n{told}"
        raise ValueError(message)
    report = home / "report"
    argv = [str(COMMAND), "--config", config[1], "report", "build", "--out", str(report)]
    _run([*argv, "--as-of", REPORT_AS_OF], environ)
    return Sample(config=Path(config[1]), digest=Path(digest[1]), report=report)


def pictures(run: Sample, folder: Path, *, whole: bool) -> Iterator[Path]:
    """Draw what README shows, the digest from head to foot where that is asked; yield them."""
    light, dark = (_themed(run.digest, dark=dark) for dark in (False, True))
    yield _framed(
        [(light, 600), (dark, 600), (light, 375)],
        folder / "digest.png",
        tall=_WHOLE if whole else 1010,
    )
    event = next((run.report / "events").rglob(f"{EVENT}*.html"))
    pages = [(run.report / "index.html", 800), (event, 800)]
    yield _framed(pages, folder / "report.png", tall=1180)
    yield _terminal(run, folder / "events-show.png")


def beside(folder: Path, mock: Path) -> Path:
    """Write a page that shows each picture beside the design's; return its path."""
    rows: list[str] = []
    for ours, theirs in MODELS.items():
        sides = (("ours", ours), ("the design's", (mock / theirs).resolve().as_uri()))
        shown = "".join(
            f'<figure><figcaption>{whose}</figcaption><img src="{html.escape(of)}" alt=""></figure>'
            for whose, of in sides
        )
        rows.append(f"<h2>{html.escape(ours)}</h2><div>{shown}</div>")
    page = folder / "beside.html"
    page.write_text(_BESIDE % "".join(rows), encoding="utf-8")
    return page


def _run(argv: Sequence[str], environ: Mapping[str, str]) -> str:
    done = subprocess.run(  # noqa: S603  # our own command
        argv, env=environ, check=True, capture_output=True, text=True, timeout=_SECONDS
    )
    return done.stdout


def _themed(page: Path, *, dark: bool) -> Path:
    """Return a copy of a page that is light or dark whatever the browser would like."""
    text = page.read_text(encoding="utf-8")
    wanted, other = ("dark", "light") if dark else ("light", "dark")
    text = text.replace(f"(prefers-color-scheme: {wanted})", "all")
    text = text.replace(f"(prefers-color-scheme: {other})", "not all")
    themed = page.with_name(f"{wanted}.html")
    themed.write_text(text, encoding="utf-8")
    return themed


def _framed(pages: Sequence[tuple[Path, int]], picture: Path, *, tall: int) -> Path:
    frames = "".join(
        f'<iframe src="{page.as_uri()}" width="{wide}" height="{tall}" scrolling="no"></iframe>'
        for page, wide in pages
    )
    wide = sum(wide for _, wide in pages) + _GAP * (len(pages) - 1)
    return _shot(_FRAMES % frames, picture, wide, tall)


def _terminal(run: Sample, picture: Path) -> Path:
    shown = []
    for argv in SHOWN:
        told = _on_a_terminal([str(COMMAND), "--config", str(run.config), *argv])
        shown.append(f"$ <b>tapestory {' '.join(argv)}</b>\n{_coloured(told).rstrip()}")
    text = "\n\n".join(shown)
    tall = 28 * (text.count("\n") + 1) + 64
    return _shot(_TERMINAL % text, picture, 1030, tall)


def _on_a_terminal(argv: Sequence[str]) -> str:
    """Return what a command prints on a terminal of eighty columns, colours and all."""
    child, terminal = pty.fork()
    if child == 0:
        environ = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "400"}
        environ.pop("NO_COLOR", None)
        os.execvpe(argv[0], list(argv), environ)  # noqa: S606  # our own command
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 400, 80, 0, 0))
    told = b""
    with suppress(OSError):  # how Linux says that the other side is closed
        while part := os.read(terminal, 65536):
            told += part
    os.waitpid(child, 0)
    return told.decode().replace("\r\n", "\n")


def _coloured(told: str) -> str:
    """Return what a terminal would show as HTML; wide characters take two cells."""
    parts: list[str] = []
    opened = 0
    for code, text in _ESCAPE.findall(told):
        if text:
            parts.append("".join(_cell(char) for char in text))
        elif code in {"", "0"}:
            parts.append("</span>" * opened)
            opened = 0
        else:
            styles = [_STYLES[one] for one in (code, *code.split(";")) if one in _STYLES]
            parts.append(f'<span style="{";".join(dict.fromkeys(styles))}">')
            opened += 1
    return "".join(parts) + "</span>" * opened


def _cell(char: str) -> str:
    wide = unicodedata.east_asian_width(char) in "WF"
    return f"<i>{char}</i>" if wide else html.escape(char)


def _shot(document: str, picture: Path, wide: int, tall: int) -> Path:
    with tempfile.TemporaryDirectory(prefix="tapestory-shot-") as folder:
        page = Path(folder) / "page.html"
        page.write_text(document, encoding="utf-8")
        argv = [
            *(str(_CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu"),
            *("--disable-background-networking", "--hide-scrollbars"),
            f"--user-data-dir={folder}/profile",
            f"--window-size={wide},{tall}",
            f"--screenshot={picture.resolve()}",
            page.as_uri(),
        ]
        subprocess.run(  # noqa: S603  # a browser, on a page of ours
            argv, check=True, capture_output=True, timeout=_SECONDS
        )
    return picture


if __name__ == "__main__":
    sys.exit(main())
