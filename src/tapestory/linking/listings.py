"""A company with several listings and the words around its name → the listing that is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tapestory.late_regex import late_regex
from tapestory.model import Instrument

_US = frozenset({"XNAS", "XNYS", "ARCX", "BATS", "XASE"})
_NEAR = 30
"""Characters on either side in which a word about a market decides."""
_PRICE = (
    r"\s?\d[\d,.]*(?![\d,.])"
    r"(?!\s?(?:bn|b\b|billion|mn?\b|million|tn|trillion|k\b|crore|[万億亿兆]))"
)
"""An amount without a scale: what a share costs, not what a deal is worth."""
_AMERICAN = (
    r"^(?:['’]s)?\s*[(（]?AD[RS]s?\b|\bAD[RS]s?\s+of\s+(?:the\s+)?$"
    r"|(?:U\.?S\.?|New York)[- ](?:listed|traded)|美股|미국 증시|米国株"
)
_LISTED = "[- ](?:listed|traded|shares|stock)"
_CUES = tuple(
    (late_regex(pattern), exchanges)
    for pattern, exchanges in (
        (
            rf"Taipei|Taiwan(?:ese)?{_LISTED}|TWSE|NT\${_PRICE}|台股|台北股|대만 증시|台湾株",
            frozenset({"XTAI", "ROCO"}),
        ),
        (
            rf"Hong Kong{_LISTED}|in Hong Kong|HK\${_PRICE}|港股|홍콩 증시|香港株",
            frozenset({"XHKG"}),
        ),
        (rf"Amsterdam|Euronext|€{_PRICE}", frozenset({"XAMS"})),
        (r"Seoul|Korea(?:n)?[- ]listed|KRX|유가증권시장", frozenset({"XKRX"})),
        (rf"Tokyo{_LISTED}|in Tokyo|東証|도쿄 증시", frozenset({"XTKS"})),
        (rf"London{_LISTED}|in London|£{_PRICE}", frozenset({"XLON"})),
        (r"Frankfurt|Xetra", frozenset({"XETR", "XFRA"})),
        (r"Shanghai|A-shares?|A股", frozenset({"XSHG"})),
        (r"Shenzhen", frozenset({"XSHE"})),
        (_AMERICAN, _US),
    )
)


def meant_listing(
    symbols: Sequence[str], instruments: Mapping[str, Instrument], before: str, after: str
) -> str:
    """Return which of the instruments that share a name is meant.

    The words nearest to the name decide; where there are none, the one listed first.

    Args:
        symbols: At least one, the usual one first.
        instruments: By symbol.
        before: Text in front of the name.
        after: Text behind it.
    """
    if len(symbols) == 1:
        return symbols[0]
    left, right = before[-_NEAR:], after[:_NEAR]
    nearest: tuple[int, str] | None = None
    for cue, exchanges in _CUES:
        symbol = next((s for s in symbols if instruments[s].mic in exchanges), None)
        if symbol is None:
            continue
        gaps = [len(left) - found.end() for found in cue.finditer(left)]
        gaps += [found.start() for found in cue.finditer(right)]
        if gaps and (nearest is None or min(gaps) < nearest[0]):
            nearest = (min(gaps), symbol)
    return symbols[0] if nearest is None else nearest[1]
