"""The words that decide whether a name is meant as a company, by class."""
