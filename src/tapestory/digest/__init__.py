"""Event views → edition: compose, render, message."""

from tapestory.digest.compose import compose
from tapestory.digest.edition import Edition
from tapestory.digest.message import message
from tapestory.digest.render import render_html, render_text, subject

__all__ = ["Edition", "compose", "message", "render_html", "render_text", "subject"]
