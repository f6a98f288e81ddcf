"""Texts → which of them repeat an earlier one, in any script."""
