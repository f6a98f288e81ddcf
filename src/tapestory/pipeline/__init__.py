"""The steps in order: the only place that reads the store, asks a stage, writes back.

Nothing is imported here: a poll, which cron starts many times a day, needs none of what reading
and measuring load. Each step stands in its own module; `run` is the whole chain.
"""
