"""An entry → the article that it is: addresses, guids, wordings, publisher families."""
