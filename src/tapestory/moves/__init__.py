"""Links → measured moves: sessions, returns, price files."""
