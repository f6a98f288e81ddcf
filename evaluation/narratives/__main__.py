"""python -m evaluation.narratives SHARED | --blind."""

from evaluation.narratives import main

main()
