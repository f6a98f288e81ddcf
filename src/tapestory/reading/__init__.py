"""Article → what it says: language, sentences, reported moves, figures, origins, hedges."""
