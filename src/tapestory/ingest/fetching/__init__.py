"""An address → one polite answer: redirects, limits, hosts, addresses that may be asked."""
