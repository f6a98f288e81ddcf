"""Labelled sets → a table of how well articles found their events, then the scores by name.

python -m evaluation.matching                       every set
python -m evaluation.matching --only corpus_dev ecb some of them
python -m evaluation.matching --semantic            with the model of the extra
python -m evaluation.matching --markdown            the tables of docs/measurements.md
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from evaluation.matching.registry import JOBS, SETS, outcomes
from evaluation.matching.runs import Run
from evaluation.matching.scores import as_scores
from evaluation.matching.tables import HEADS, details, markdown, pasted, row


def main() -> None:
    """Run the chosen sets, print a line as each is done, then what the floors name."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared")
    parser.add_argument("--only", nargs="+", choices=[*SETS], default=[*SETS], metavar="SET")
    parser.add_argument("--jobs", type=int, default=JOBS, help="processes; 1 to see tracebacks")
    parser.add_argument("--semantic", action="store_true", help="ask the model of the extra")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="print tables for a document")
    form.add_argument("--into", type=Path, metavar="FILE", help="write them into a document")
    form.add_argument("--json", action="store_true", help="print the scores by name, no more")
    chosen = parser.parse_args()
    runs: dict[str, Run] = {}
    table = not (chosen.markdown or chosen.into or chosen.json)
    if table:
        print(HEADS)
    for name, run in outcomes(chosen.only, chosen.shared, chosen.jobs, semantic=chosen.semantic):
        runs[name] = run
        if table:
            print(row(name, run), flush=True)
    scores = as_scores(runs)
    if chosen.markdown:
        print(markdown(runs, scores))
    if chosen.into:
        document = pasted(chosen.into.read_text(encoding="utf-8"), markdown(runs, scores))
        chosen.into.write_text(document, encoding="utf-8")
    if chosen.json:
        print(json.dumps(scores))
    if not table:
        return
    print(*details(runs), sep="\n")
    for name, value in scores.items():
        print(f"{name:<48}{value:8.3f}")


if __name__ == "__main__":
    main()
