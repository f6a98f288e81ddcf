"""Sentences → whose report an article follows; articles of an event → its independent origins."""
