"""A mail as bytes → taken over by a server, a program or a folder, or a reason why not."""
