"""APScheduler jobs, no logic."""
