"""What holds for every test: no test asserts a time, hypothesis's deadline included."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
