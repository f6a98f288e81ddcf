"""One module a command or group; `tapestory.cli.tree` names them, nothing else imports them."""
