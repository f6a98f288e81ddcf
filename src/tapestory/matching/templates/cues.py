"""What words give a templated headline away, by what they speak for."""

from __future__ import annotations


class Cue:
    """What a word or phrase in a headline speaks for: one bit each.

    Plain numbers, for an `enum.IntFlag` takes a microsecond a comparison, and a headline many.
    """

    NONE = 0

    MARKET = 1 << 0
    ASSET = 1 << 1
    BARE = 1 << 2
    """A market's city or an asset by a word with other senses: only with a move right behind."""
    MOVE = 1 << 3
    """A price or market goes somewhere, or does not."""
    UP = 1 << 4
    DOWN = 1 << 5
    WRAP = 1 << 6
    """A label of wraps: closing bell, 收评."""
    CLOSE = 1 << 7
    """A time of a session: 收盘, 大引け; a wrap's only beside a market."""
    TODAY = 1 << 8
    PRICE = 1 << 9
    """A share's or coin's price as a subject: "share price", 股价."""
    QUARTER = 1 << 10
    """A quarter, half or fiscal year."""
    RESULTS = 1 << 11
    """Says by itself that a company's results are told."""
    PROFIT = 1 << 12
    """Told of results, and seldom of anything else: profit, earnings."""
    SALES = 1 << 13
    """Told of results, and often of other things: revenue, loss, 营收."""
    TELLS = 1 << 14
    """A company tells its figures: posts, reports, 公布."""
    REPORT = 1 << 15
    """What figures did, or how they compare: jumps, beats, 同比."""
    AHEAD = 1 << 16
    """Results are not told yet: preview, what to expect, 财报前瞻."""
    FORECAST = 1 << 17
    """Somebody expects something: could, 预计, 전망."""
    RATING = 1 << 18
    LIVE = 1 << 19
    ROUND_UP = 1 << 20
    CALENDAR = 1 << 21
    BAR = 1 << 22
    """Another sense: sport, politics, national accounts."""
