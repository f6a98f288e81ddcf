"""Sentences that the tests make up, each with the moves that a reader takes from it."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from tapestory.model import Comparator

Move = tuple[str, float | None, float | None]

NAMES = {
    "en": {
        "Nvidia": "NVDA",
        "CoreWeave": "CRWV",
        "Nebius": "NBIS",
        "Micron": "MU",
        "Sandisk": "SNDK",
        "SK Hynix": "000660.KS",
        "Samsung Electronics": "005930.KS",
        "TSMC": "TSM",
    },
    "zh": {
        "英伟达": "NVDA",
        "美光": "MU",
        "闪迪": "SNDK",
        "三星电子": "005930.KS",
        "SK海力士": "000660.KS",
    },
    "ko": {
        "엔비디아": "NVDA",
        "마이크론": "MU",
        "샌디스크": "SNDK",
        "삼성전자": "005930.KS",
        "SK하이닉스": "000660.KS",
    },
    "ja": {"エヌビディア": "NVDA", "サムスン電子": "005930.KS", "SKハイニックス": "000660.KS"},
}
"""By language: names of the small universe that need no cue, with their symbols."""

_ENGLISH_DOWN = (
    "fell dropped declined slumped slid sank tumbled plunged plummeted crashed cratered lost shed "
    "slipped retreated dipped dove nosedived crumbled weakened skidded tanked collapsed eased "
    "swooned sagged stumbled falls drops declines slumps slides sinks tumbles plunges plummets "
    "loses sheds slips retreats dips tanks collapses"
)
_ENGLISH_UP = (
    "rose gained jumped climbed surged soared rallied advanced added increased spiked rebounded "
    "recovered rocketed skyrocketed popped ripped leapt leaped bounced strengthened appreciated "
    "zoomed vaulted rises gains jumps climbs surges soars rallies advances adds rebounds rockets "
    "skyrockets leaps bounces"
)
ENGLISH_VERBS = {
    **dict.fromkeys(_ENGLISH_DOWN.split(), -1),
    **dict.fromkeys(_ENGLISH_UP.split(), 1),
    "was down": -1,
    "was up": 1,
    "traded lower by": -1,
    "is trading higher by": 1,
    "closed down": -1,
    "closed up": 1,
    "ended lower by": -1,
    "edged up": 1,
    "inched higher by": 1,
    "gave up": -1,
    "pulled back": -1,
    "shot up": 1,
}
ENGLISH_COMPARATORS = {
    "": Comparator.EXACT,
    "more than ": Comparator.OVER,
    "over ": Comparator.OVER,
    "at least ": Comparator.OVER,
    "nearly ": Comparator.NEARLY,
    "almost ": Comparator.NEARLY,
    "close to ": Comparator.NEARLY,
    "just under ": Comparator.NEARLY,
    "about ": Comparator.ABOUT,
    "around ": Comparator.ABOUT,
    "roughly ": Comparator.ABOUT,
    "some ": Comparator.ABOUT,
    "as much as ": Comparator.UP_TO,
    "up to ": Comparator.UP_TO,
}
ENGLISH_PERCENT = ("%", " %", " percent", " per cent", "pc", " pct")
SHARES = ("{}", "Shares of {}", "Shares in {}", "{} shares", "{}'s stock", "The stock of {}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A sentence and what is to be read out of it."""

    text: str
    moves: tuple[Move, ...]
    comparator: Comparator = Comparator.EXACT


def ends(sign: int, points: float, comparator: Comparator) -> tuple[float | None, float | None]:
    """Return low and high of a move of so many percent."""
    value = round(sign * points / 100, 6)
    if comparator is not Comparator.OVER:
        return value, value
    return (value, None) if sign > 0 else (None, value)


POINTS = st.one_of(
    st.integers(1, 99).map(float),
    st.integers(1, 990).map(lambda n: n / 10),
    st.integers(1, 2999).map(lambda n: n / 100),
)


def printed(points: float) -> str:
    return f"{points:g}"


def names(lang: str, least: int = 1, most: int = 3) -> st.SearchStrategy[list[str]]:
    """Some different names in any order."""
    return st.lists(
        st.sampled_from(sorted(NAMES[lang])), min_size=least, max_size=most, unique=True
    )


def listed(items: list[str]) -> str:
    """Write "A", "A and B" or "A, B and C"."""
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


@st.composite
def english(draw: st.DrawFn) -> Made:
    """Write a list of subjects, a verb, a comparator and a number in English."""
    who = draw(names("en"))
    verb, sign = draw(st.sampled_from(sorted(ENGLISH_VERBS.items())))
    word, comparator = draw(st.sampled_from(sorted(ENGLISH_COMPARATORS.items())))
    points = draw(POINTS)
    unit = draw(st.sampled_from(ENGLISH_PERCENT))
    frame = draw(st.sampled_from(SHARES))
    tail = draw(st.sampled_from(["", " on heavy volume", " on Wednesday", " after its results"]))
    text = f"{frame.format(listed(who))} {verb} {word}{printed(points)}{unit}{tail}."
    low, high = ends(sign, points, comparator)
    moves = tuple((NAMES["en"][name], low, high) for name in who)
    return Made(text=text, moves=moves, comparator=comparator)


@st.composite
def english_range(draw: st.DrawFn) -> Made:
    """Write "A, B and C fell between 2% and 11%"."""
    who = draw(names("en"))
    verb, sign = draw(st.sampled_from([("fell", -1), ("gained", 1), ("slid", -1), ("rose", 1)]))
    least, most = sorted(draw(st.lists(st.integers(1, 90), min_size=2, max_size=2, unique=True)))
    form = draw(
        st.sampled_from(
            ["between {}% and {}%", "{}% to {}%", "{}-{}%", "{} to {} percent", "{}%–{}%"]
        )
    )
    low, high = sorted((sign * least / 100, sign * most / 100))
    text = f"{listed(who)} {verb} {form.format(least, most)}."
    return Made(
        text=text,
        moves=tuple((NAMES["en"][name], low, high) for name in who),
        comparator=Comparator.BETWEEN,
    )


@st.composite
def telegraphic(draw: st.DrawFn) -> Made:
    """Write "Micron -13.2%, SK Hynix +2%; Nebius (-17%)"."""
    who = draw(names("en", least=1, most=5))
    form = draw(st.sampled_from(["{} {}%", "{}: {}%", "{} ({}%)"]))
    between = draw(st.sampled_from([", ", "; ", " / ", " | "]))
    pieces, moves = [], []
    for name in who:
        points, sign = draw(POINTS), draw(st.sampled_from([1, -1]))
        pieces.append(form.format(name, f"{'+' if sign > 0 else '-'}{printed(points)}"))
        moves.append((NAMES["en"][name], *ends(sign, points, Comparator.EXACT)))
    return Made(text=between.join(pieces) + ".", moves=tuple(moves))


@st.composite
def chinese(draw: st.DrawFn) -> Made:
    """Write 美光、闪迪跌逾14%。"""
    who = draw(names("zh"))
    verbs = {
        "跌": -1,
        "下跌": -1,
        "大跌": -1,
        "重挫": -1,
        "收跌": -1,
        "涨": 1,
        "上涨": 1,
        "飙升": 1,
        "收涨": 1,
    }
    comparators = {
        "": Comparator.EXACT,
        "逾": Comparator.OVER,
        "超": Comparator.OVER,
        "超过": Comparator.OVER,
        "近": Comparator.NEARLY,
        "约": Comparator.ABOUT,
    }
    verb, sign = draw(st.sampled_from(sorted(verbs.items())))
    word, comparator = draw(st.sampled_from(sorted(comparators.items())))
    points = draw(POINTS)
    joined = "、".join(who)
    low, high = ends(sign, points, comparator)
    return Made(
        text=f"{joined}{verb}{word}{printed(points)}%。",
        moves=tuple((NAMES["zh"][name], low, high) for name in who),
        comparator=comparator,
    )


@st.composite
def korean(draw: st.DrawFn) -> Made:
    """Write 삼성전자는 9%, SK하이닉스는 14% 급락했다."""
    who = draw(names("ko"))
    verbs = {
        "급락했다": -1,
        "하락했다": -1,
        "떨어졌다": -1,
        "내렸다": -1,
        "급등했다": 1,
        "상승했다": 1,
        "올랐다": 1,
        "뛰었다": 1,
    }
    verb, sign = draw(st.sampled_from(sorted(verbs.items())))
    pieces, moves = [], []
    for name in who:
        points = draw(POINTS)
        pieces.append(f"{name}는 {printed(points)}%")
        moves.append((NAMES["ko"][name], *ends(sign, points, Comparator.EXACT)))
    return Made(text=f"{', '.join(pieces)} {verb}.", moves=tuple(moves))


@st.composite
def japanese(draw: st.DrawFn) -> Made:
    """Write サムスン電子は9%安、SKハイニックスは14%安。"""
    who = draw(names("ja"))
    pieces, moves = [], []
    for name in who:
        points, (word, sign) = draw(POINTS), draw(st.sampled_from([("安", -1), ("高", 1)]))
        pieces.append(f"{name}は{printed(points)}%{word}")
        moves.append((NAMES["ja"][name], *ends(sign, points, Comparator.EXACT)))
    return Made(text="、".join(pieces) + "だった。", moves=tuple(moves))


EUROPEAN = {
    "de": (
        "Die Aktien von {} {} um {}{} Prozent.",
        {"fielen": -1, "sanken": -1, "stiegen": 1, "kletterten": 1, "gewannen": 1},
        {
            "": Comparator.EXACT,
            "mehr als ": Comparator.OVER,
            "fast ": Comparator.NEARLY,
            "rund ": Comparator.ABOUT,
        },
    ),
    "fr": (
        "L'action {} {} de {}{} %.",
        {"recule": -1, "chute": -1, "baisse": -1, "progresse": 1, "grimpe": 1},
        {
            "": Comparator.EXACT,
            "plus de ": Comparator.OVER,
            "près de ": Comparator.NEARLY,
            "environ ": Comparator.ABOUT,
        },
    ),
    "es": (
        "Las acciones de {} {} {}{}%.",
        {"cayeron": -1, "bajaron": -1, "perdieron": -1, "subieron": 1, "ganaron": 1},
        {"un ": Comparator.EXACT, "más de un ": Comparator.OVER, "casi un ": Comparator.NEARLY},
    ),
    "pt": (
        "As ações da {} {} {}{}%.",
        {"caíram": -1, "recuaram": -1, "despencaram": -1, "subiram": 1, "avançaram": 1},
        {"": Comparator.EXACT, "mais de ": Comparator.OVER, "quase ": Comparator.NEARLY},
    ),
    "it": (
        "Il titolo {} {} {}{}%.",
        {"perde": -1, "cede": -1, "guadagna": 1, "sale": 1},
        {"il ": Comparator.EXACT, "oltre il ": Comparator.OVER, "quasi il ": Comparator.NEARLY},
    ),
    "nl": (
        "Het aandeel {} {} {}{} procent.",
        {"daalde": -1, "verloor": -1, "zakte": -1, "steeg": 1, "won": 1},
        {
            "": Comparator.EXACT,
            "meer dan ": Comparator.OVER,
            "bijna ": Comparator.NEARLY,
            "ongeveer ": Comparator.ABOUT,
        },
    ),
    "ru": (
        "Акции компании {} {} {}{}%.",
        {"упали": -1, "снизились": -1, "подешевели": -1, "выросли": 1, "подорожали": 1},
        {"на ": Comparator.EXACT, "более чем на ": Comparator.OVER, "почти на ": Comparator.NEARLY},
    ),
}
"""By language: a frame, its verbs with their signs, its comparators."""


@st.composite
def european(draw: st.DrawFn) -> tuple[str, Made]:
    """Write one sentence in a language of Europe other than English, and name the language."""
    lang = draw(st.sampled_from(sorted(EUROPEAN)))
    frame, verbs, comparators = EUROPEAN[lang]
    name = draw(st.sampled_from(sorted(NAMES["en"])))
    verb, sign = draw(st.sampled_from(sorted(verbs.items())))
    word, comparator = draw(st.sampled_from(sorted(comparators.items())))
    points = draw(POINTS)
    number = printed(points).replace(".", ",")
    text = frame.format(name, verb, word, number)
    low, high = ends(sign, points, comparator)
    return lang, Made(text=text, moves=((NAMES["en"][name], low, high),), comparator=comparator)
