"""Files that a person names: written whole, or an error that says why not."""

from __future__ import annotations

from pathlib import Path

from tapestory.errors import InputError


def write_new(path: Path, text: str) -> bool:
    """Write a file unless there is one; return whether it was written.

    Raises:
        InputError: It cannot be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return _kept(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    return True


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file, replacing what is there only when all of it is written.

    Raises:
        InputError: It cannot be written there.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    partial = path.with_name(f".{path.name}.partial")
    try:
        if path.exists() and not path.is_file():  # a device or a pipe: nothing to replace
            path.write_bytes(data)
            return
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def _kept(path: Path) -> bool:
    if not path.is_file():
        message = f"{path}: there is a folder or device of that name"
        raise InputError(message, hint="Choose another place with TAPESTORY_HOME or --config.")
    return False


def _unwritable(path: Path, error: OSError) -> InputError:
    message = f"{path}: cannot be written: {error.strerror or error}"
    return InputError(message, hint="Check the folder and its owner, or choose another place.")
