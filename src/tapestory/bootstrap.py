"""Builds the store, the HTTP client, the universe and the clock: the only wiring."""
