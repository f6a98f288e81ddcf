"""A date as printed → an instant, how exact it is, and why."""
