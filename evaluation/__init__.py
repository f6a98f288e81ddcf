"""How good: labelled sets → scores, held against floors. Run as `python -m evaluation.gate`."""
