"""The parts of the soak: what is published, the server with its faults, the poller, the books."""
