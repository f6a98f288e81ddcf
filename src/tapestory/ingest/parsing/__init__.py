"""The bytes of an answer → its entries: charset, guard, parsers, plain text."""
