"""Every error that Tapestory raises on purpose.

    TapestoryError                 a message a person can act on
    ├── UsageError                 exit 2   the command line makes no sense
    ├── PartlyDoneError            exit 3   some feeds or symbols failed; the rest is kept
    ├── NotFoundError              exit 4   no such event, article, feed, ticker …
    │   └── NoPriceHistoryError             too few prices to measure a move
    ├── LockedError                exit 5   another run holds the lock
    ├── InputError                 exit 6   a file cannot be used; nothing was changed
    │   ├── ConfigError                     file:line:column and the key
    │   ├── StoreError                      the database is missing, broken or not writable
    │   └── PriceError                      a price file or bar that cannot be believed
    ├── FetchError                          one feed could not be fetched; others are unaffected
    │   ├── BlockedAddressError             the address is private and not allowed by the config
    │   └── PausedHostError                 the host wants to be left alone; it was not asked
    ├── PriceSourceError                    prices of one symbol could not be had; others may be
    │   ├── UnknownSymbolError              the provider does not carry the symbol
    │   ├── SourceBusyError                 the provider wants fewer requests
    │   └── SourceRefusedError              the key is missing or wrong, or pays for less
    ├── ParseError                          the bytes are not a feed
    ├── SandboxError                        work on hostile input took too much and was ended
    ├── MailError                  exit 7   the mail was refused
    └── MailOutcomeUnknownError    exit 8   the connection broke after the mail was handed over

Errors without an exit code of their own never leave the batch that they happen in: they are
kept as values beside the feed or symbol. A bug, i.e. anything else, exits 1.
"""

from __future__ import annotations


class TapestoryError(Exception):
    """A failure with a message that says what, where, and what to do next.

    Args:
        message: What went wrong, naming the thing.
        hint: The next command or edit that helps; shown on its own line.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(TapestoryError):
    """The command line makes no sense."""

    exit_code = 2


class PartlyDoneError(TapestoryError):
    """Some of a batch failed; the rest is kept."""

    exit_code = 3


class NotFoundError(TapestoryError):
    """Nothing has that name or id."""

    exit_code = 4


class NoPriceHistoryError(NotFoundError):
    """There are too few prices to measure a move."""


class LockedError(TapestoryError):
    """Another run holds the lock."""

    exit_code = 5


class InputError(TapestoryError):
    """A file cannot be used; nothing was changed."""

    exit_code = 6


class ConfigError(InputError):
    """The configuration cannot be used; the message begins with file:line:column."""


class StoreError(InputError):
    """The database is missing, broken, of another version, or cannot be written."""


class PriceError(InputError):
    """A price file, or a bar in it, cannot be believed."""


class FetchError(TapestoryError):
    """A feed could not be fetched; other feeds are unaffected."""

    def __init__(self, url: str, reason: str, *, http_status: int | None = None) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.http_status = http_status


class BlockedAddressError(FetchError):
    """The feed's address is private, loopback or link-local, and the config does not allow it."""


class PausedHostError(FetchError):
    """A feed was not asked for, because its host answered others with "too many requests"."""

    def __init__(self, url: str, host: str, retry_after: str) -> None:
        super().__init__(url, f"left alone: {host} has refused several feeds in a row")
        self.retry_after = retry_after
        """As the host printed it, or empty."""


class PriceSourceError(TapestoryError):
    """Prices of one symbol could not be had from a provider; those of others may be.

    Args:
        provider: Which one was asked.
        symbol: What for.
        reason: What went wrong, without the address that was asked: it may hold a key.
        passing: Whether to ask again soon makes sense.
    """

    def __init__(self, provider: str, symbol: str, reason: str, *, passing: bool = False) -> None:
        super().__init__(f"{provider}: {symbol}: {reason}")
        self.provider = provider
        self.symbol = symbol
        self.reason = reason
        self.passing = passing


class UnknownSymbolError(PriceSourceError):
    """The provider does not carry the symbol."""


class SourceBusyError(PriceSourceError):
    """The provider wants fewer requests."""

    def __init__(self, provider: str, symbol: str, reason: str, *, retry_after: str = "") -> None:
        super().__init__(provider, symbol, reason, passing=True)
        self.retry_after = retry_after
        """As the provider printed it, or empty: seconds or an HTTP date."""


class SourceRefusedError(PriceSourceError):
    """The key is missing or wrong, or does not pay for this; the provider need not be asked on."""


class ParseError(TapestoryError):
    """The bytes are not a feed."""


class SandboxError(TapestoryError):
    """Work on hostile input was ended: it took too long, too much memory, or died."""


class MailError(TapestoryError):
    """The mail was refused."""

    exit_code = 7


class MailOutcomeUnknownError(TapestoryError):
    """The connection broke after the mail was handed over: it may or may not arrive."""

    exit_code = 8
