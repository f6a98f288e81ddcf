"""Where an installation keeps its files."""

from __future__ import annotations

from pathlib import Path

from tapestory.config import resolve


def test_a_named_config_file_keeps_everything_in_its_folder(tmp_path: Path) -> None:
    paths = resolve(tmp_path / "mine.toml", {"TAPESTORY_HOME": "elsewhere"})

    assert paths.config_file == tmp_path / "mine.toml"
    assert {paths.home, paths.store.parent, paths.cache.parent, paths.lock.parent} == {tmp_path}


def test_a_home_holds_everything(tmp_path: Path) -> None:
    paths = resolve(None, {"TAPESTORY_HOME": str(tmp_path)})

    assert paths.config_file == tmp_path / "config.toml"
    assert {paths.home, paths.store.parent, paths.cache.parent, paths.lock.parent} == {tmp_path}


def test_without_either_the_xdg_folders_are_used(tmp_path: Path) -> None:
    environ = {
        f"XDG_{kind}_HOME": str(tmp_path / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE")
    }
    paths = resolve(None, environ)

    assert paths.config_file == tmp_path / "config/tapestory/config.toml"
    assert paths.store.parent == paths.home == tmp_path / "data/tapestory"
    assert paths.cache == tmp_path / "cache/tapestory"


def test_a_relative_xdg_folder_is_ignored() -> None:
    paths = resolve(None, {"XDG_DATA_HOME": "relative"})

    assert paths.home.is_absolute()
    assert "relative" not in paths.home.parts


def test_places_are_absolute_whatever_is_named() -> None:
    assert resolve(Path("some.toml"), {}).config_file.is_absolute()
    assert resolve(None, {"TAPESTORY_HOME": "some"}).store.is_absolute()
