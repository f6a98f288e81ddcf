"""The TOML files and what they may hold."""
