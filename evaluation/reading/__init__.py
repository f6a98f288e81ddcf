"""Labelled sets → how much of what articles say is read rightly."""
