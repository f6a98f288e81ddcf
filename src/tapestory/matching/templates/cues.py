"""What words give a templated headline away, by what they speak for."""

from __future__ import annotations

from enum import IntFlag, auto


class Cue(IntFlag):
    """What a word or phrase in a headline speaks for."""

    MARKET = auto()
    ASSET = auto()
    BARE = auto()
    """A market's city or an asset by a word with other senses: only with a move right behind."""
    MOVE = auto()
    """A price or market goes somewhere, or does not."""
    UP = auto()
    DOWN = auto()
    WRAP = auto()
    """A label of wraps: closing bell, 收评."""
    CLOSE = auto()
    """A time of a session: 收盘, 大引け; a wrap's only beside a market."""
    TODAY = auto()
    PRICE = auto()
    """A share's or coin's price as a subject: "share price", 股价."""
    QUARTER = auto()
    """A quarter, half or fiscal year."""
    RESULTS = auto()
    """Says by itself that a company's results are told."""
    PROFIT = auto()
    """Told of results, and seldom of anything else: profit, earnings."""
    SALES = auto()
    """Told of results, and often of other things: revenue, loss, 营收."""
    TELLS = auto()
    """A company tells its figures: posts, reports, 公布."""
    REPORT = auto()
    """What figures did, or how they compare: jumps, beats, 同比."""
    AHEAD = auto()
    """Results are not told yet: preview, what to expect, 财报前瞻."""
    FORECAST = auto()
    """Somebody expects something: could, 预计, 전망."""
    RATING = auto()
    LIVE = auto()
    ROUND_UP = auto()
    CALENDAR = auto()
    BAR = auto()
    """Another sense: sport, politics, national accounts."""
