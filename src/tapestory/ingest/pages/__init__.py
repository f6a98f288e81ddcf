"""The page behind an article → its full text, where the site lets it be read.

`robots` and `page_round` ask politely, `extraction` takes the text out of the markup (in the
sandbox), `judgement` tells the article from what stands in front of it, `house_lines` what every
page of an outlet says, and `retries` when to ask again.
"""
