"""The steps in order: the only place that reads the store, asks a stage, writes back."""
