"""What holds for every test: no test asserts a time, hypothesis's deadline included."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.register_profile("thorough", settings.get_profile("house"), max_examples=500)
settings.load_profile("house")
