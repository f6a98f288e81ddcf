"""A cue that the user takes up → the line that says so in their narratives file.

Files keep their comments and layout: one string is put into one list. What ships with the program
is never written to; a copy of it is made beside config.toml first, and named there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tapestory.config.domain import files_of
from tapestory.config.loading import load
from tapestory.config.narrative_files import load_narratives
from tapestory.config.paths import Paths
from tapestory.config.toml_file import read_text, read_toml
from tapestory.errors import ConfigError
from tapestory.resources import shipped

_OWN = "narratives.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCue:
    """A cue to be added."""

    narrative: str
    lang: str
    kind: str
    """strong, weak, reporting, continuing, disputing or blocking."""
    text: str


def add_cue(cue: NewCue, paths: Paths) -> Path:
    """Add a cue to the file that defines its narrative, and return that file.

    The files are read again afterwards; if they can no longer be used, everything is put back.

    Raises:
        ConfigError: No file defines the narrative, it lies in a pack that ships with the program,
            a file cannot be written, or the cue is not one.
    """
    config = load(paths, {})
    home = _home(cue.narrative, files_of("narratives", config, paths))
    as_shipped = home == shipped("config") / _OWN
    if home.is_relative_to(shipped("config")) and not as_shipped:
        message = f"{cue.narrative} lies in a pack that ships with the program: {home}"
        raise ConfigError(message, hint="Copy the folder beside config.toml and name it there.")
    before: dict[Path, str | None] = {}
    try:
        if as_shipped:
            home = _copied(home, paths, before)
        text = read_text(home)
        before.setdefault(home, text)
        home.write_text(with_cue(text, cue), encoding="utf-8")
        load_narratives(load(paths, {}), paths)
    except BaseException:  # stopped by hand, too: no file stays half changed
        _put_back(before)
        raise
    return home


def with_cue(text: str, cue: NewCue) -> str:
    """Return the text of a narratives file with a cue at the head of its list.

    The table is added where there is none.
    """
    written = json.dumps(cue.text, ensure_ascii=False)
    header = f"[narratives.{cue.narrative}.cues.{cue.lang}]"
    start = text.find(header)
    if start < 0:
        return f"{text.rstrip()}\n\n{header}\n{cue.kind} = [{written}]\n"
    begin = start + len(header)
    following = re.compile(r"^\[", re.MULTILINE).search(text, begin)
    end = following.start() if following else len(text)
    table = text[begin:end]
    opening = re.compile(rf"^{cue.kind}\s*=\s*\[", re.MULTILINE).search(table)
    if opening is None:
        return f"{text[:begin]}\n{cue.kind} = [{written}]{text[begin:]}"
    at = begin + opening.end()
    empty = text[at:].lstrip().startswith("]")
    return f"{text[:at]}{written}{'' if empty else ', '}{text[at:].lstrip(' ')}"


def _home(narrative: str, files: Iterable[Path]) -> Path:
    for path in files:
        if narrative in read_toml(path).data.get("narratives", {}):
            return path
    message = f"no narrative {narrative!r}"
    raise ConfigError(message, hint="tapestory narratives list shows every id.")


def _copied(home: Path, paths: Paths, before: dict[Path, str | None]) -> Path:
    """Copy the shipped file beside config.toml and name it there."""
    own = paths.config_file.parent / _OWN
    if own.exists():
        message = f"{own} is there, but [universe] narratives does not name it"
        raise ConfigError(message, hint='Set narratives = "narratives.toml" or move the file.')
    before[own] = None
    own.write_text(read_text(home), encoding="utf-8")
    text = read_text(paths.config_file) if paths.config_file.exists() else ""
    before[paths.config_file] = text if paths.config_file.exists() else None
    line = f'narratives = "{_OWN}"'
    header = re.compile(r"^\[universe\][^\n]*$", re.MULTILINE).search(text)
    if header is None:
        text = f"{text.rstrip()}\n\n[universe]\n{line}\n".lstrip()
    else:
        text = f"{text[: header.end()]}\n{line}{text[header.end() :]}"
    paths.config_file.write_text(text, encoding="utf-8")
    return own


def _put_back(before: dict[Path, str | None]) -> None:
    for path, text in before.items():
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text, encoding="utf-8")
