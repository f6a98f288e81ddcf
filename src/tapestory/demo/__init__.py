"""The sample edition, written by the project, and the server that serves it on loopback."""
