"""Event views → edition: compose, render."""

from tapestory.digest.compose import compose
from tapestory.digest.edition import Edition
from tapestory.digest.render import fitted, render_html, render_text, subject

__all__ = ["Edition", "compose", "fitted", "render_html", "render_text", "subject"]
