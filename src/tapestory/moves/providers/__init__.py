"""Where daily bars come from, one module each."""
