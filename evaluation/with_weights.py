"""A weights module from a file → another module run as if the matcher had shipped with it.

    python -m evaluation.with_weights FILE evaluation.matching --only ecb

Nothing is changed in a running program: the file is what `tapestory.matching.weights` is in this
process, from before the matcher is first imported.
"""

from __future__ import annotations

import runpy
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

NAME = "tapestory.matching.weights"
_WORDS = 3


def main() -> None:
    """Take the file and the module from the command line, and leave the rest to the module."""
    if len(sys.argv) < _WORDS:
        sys.exit("usage: python -m evaluation.with_weights FILE MODULE [ARGUMENT...]")
    file, module, *rest = sys.argv[1:]
    spec = spec_from_file_location(NAME, Path(file))
    if spec is None or spec.loader is None:
        sys.exit(f"{file} is no Python file")
    weights = module_from_spec(spec)
    sys.modules[NAME] = weights
    spec.loader.exec_module(weights)
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
