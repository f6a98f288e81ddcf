"""Article → match → event: features, candidates, the decision and its reason."""
