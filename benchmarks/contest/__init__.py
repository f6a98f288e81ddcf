"""The polling benchmark's ground: invented feeds, their server, the contestants, the scales."""
