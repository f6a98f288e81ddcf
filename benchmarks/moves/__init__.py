"""Returns and days 0 → how fast and how rightly they are measured, beside a peer."""
