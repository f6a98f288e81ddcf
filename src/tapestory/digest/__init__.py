"""Event views → edition: compose, render, message."""
