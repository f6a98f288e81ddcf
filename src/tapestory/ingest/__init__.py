"""Feed → article: fetch, parse, dates, canonical URL, identity, copies."""
