"""Sentences → what speaks for rumour, report, confirmation or denial; readings → the state."""
