"""Links → measured moves: sessions, returns, price files."""

from tapestory.moves.sessions import ExchangeSessions

__all__ = ["ExchangeSessions"]
