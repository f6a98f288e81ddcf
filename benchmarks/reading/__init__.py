"""Made-up articles and a large dictionary → how fast they are read, beside a peer."""
