"""What a list of events costs in a store of 100,000 articles, beside SQL alone."""
