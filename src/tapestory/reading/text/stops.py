"""A mark that may end a sentence, and what stands around it → whether it does.

A stop also closes abbreviations, initials and (in many languages) ordinals. Some of these end
sentences as well; they do when a word follows that usually opens one.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from tapestory.late_regex import late_regex

AROUND = 40
"""Characters before and behind a mark that decide."""


class _Kind(Enum):
    """What a stop may be besides the end of a sentence."""

    ABBREVIATION = auto()
    """Nobody ends a sentence with it."""
    OF_NUMBERS = auto()
    """An abbreviation if a number follows, else a word that may end a sentence."""
    OF_NOUNS = auto()
    """A unit: only what is no word can go on behind it, as nouns are not capitalised there."""
    EITHER = auto()
    """Stands within sentences and ends them."""


_TOKENS = {
    _Kind.ABBREVIATION: """Messrs Mr Mrs Ms Mx Dr Drs Dra Prof Profs Gen Gens Gov Sen Sens Rep Reps
    Hon Rev Revs Lt Col Sgt Capt Cmdr Maj Adm Supt Pres St Ste Mt Ft Ave Blvd Rd Univ Dept Bros
    Assn Intl v vs cf e.g i.e a.k.a viz incl excl bzw z.B d.h u.a v.a z.T sog ggf evtl inkl exkl
    bspw vgl Hr Fr Dipl MM Mme Mmes Mlle Mlles Mgr env p.ex c.-à-d Sr Sra Srta Dña Ud Uds EE aprox
    p.ej Exmo Exma sig Sig Sigg sig.ra dott Dott dott.ssa geom dhr mevr bijv bv o.a m.a.w jl m.in
    tzv tzn např resp bl.a f.eks t.ex ул просп т.е т.к т.н напр см проф акад""",
    _Kind.OF_NUMBERS: """No Nos Nr nr núm n Fig Figs Eq Vol Vols p pp pág Ch Sec Art art ca c est
    Tel tel Abb Abs Bd Kap Ziff kl № č стр рис ст""",
    _Kind.OF_NOUNS: "млн млрд трлн тыс руб долл коп гг",
    _Kind.EITHER: """Inc Corp Corps Co Cos Ltd Bhd Plc PLC LLC KG Jan Feb Mar Apr Jun Jul Aug Sep
    Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Jr Esq etc approx usw etw Mio Mrd Tsd Stk
    ecc mln mld tys UU г им др""",
}
_KINDS = {token: kind for kind, tokens in _TOKENS.items() for token in tokens.split()}
_LONGEST_TOKEN = 11
_WITHIN_WORDS = late_regex(r"[/,;–-]")
_BEFORE_WORDS = "([“„«‘\"'#"
_INITIALS = late_regex(r"[^\W\d_]{1,3}(?:\.[^\W\d_]{1,3}){0,5}")
_OPENING = late_regex(
    r"""\s+[“"'„«‘(\[]?(?:
    The|It|Its|In|On|At|But|And|He|She|They|We|I|This|That|These|Those|A|An|However|Meanwhile|Shares|Analysts|
    Investors|For|As|If|When|While|After|Before|Since|Some|Most|Both|Many|By|From|With|There|What|Why|How|Our|
    Your|My|His|Her|Their|You|According|Earlier|Last|Still|Yet|So|Also|To|No|Not|Now|Then|Here|Separately|
    Elsewhere|Among|Despite|Although|Because|Under|Over|Until|Once|Neither|Nor|Or|Nobody|Nothing|Today|Yesterday|
    Der|Die|Das|Den|Dem|Des|Ein|Eine|Einen|Einem|Einer|Es|Er|Sie|Wir|Ihr|Ich|Man|Und|Aber|Doch|Auch|Im|Am|Zum|Zur|
    Bei|Mit|Nach|Vor|Seit|Für|Auf|Aus|Wenn|Als|Wie|Was|Wer|Damit|Dabei|Dazu|Daher|Deshalb|Zudem|Dies|Diese|Dieser|
    Laut|Noch|Nur|Allerdings|
    Le|La|Les|Un|Une|Il|Elle|Ils|Elles|Nous|Ce|Cette|Ces|Mais|Et|Dans|En|Au|Aux|Pour|Par|Selon|Sur|Si|Quand|
    El|Los|Las|Una|Unos|Pero|Según|Esta|Este|Estos|Como|Cuando|Ahora|También|Se|Su|Sus|Por|Con|Sin|Al|
    O|Os|Um|Uma|Mas|Na|Nos|Nas|Ele|Ela|Eles|Isso|Segundo|Já|Para|Com|Ao|
    Lo|Gli|Uno|Ma|Nel|Nella|Secondo|Questo|Questa|Anche|Per|Però|
    Het|De|Een|Maar|Hij|Zij|Ze|Wij|Dat|Deze|Dit|Volgens|Ook|Van|Naar|
    В|На|Но|И|А|По|Это|Он|Она|Они|Мы|При|Для|Как|Если|Однако|Также|Когда|После|До|Из|С|К|У|О|Об|Акции)
    (?![\w'’.-])""",
    re.VERBOSE,
)
"""Words that open sentences, and names hardly ever."""
_MONTH = late_regex(
    r"""\s+(?:Jan|Feb|Mär|Mar|Apr|Mai|Maj|May|Jun|Jul|Aug|Sep|Okt|Oct|Nov|Dez|Dec|Des|
    led|úno|břez|dub|květ|červ|srp|zář|říj|list|pros|sty|lut|kwie|maja|czer|lip|sier|wrz|paź|grud)""",
    re.VERBOSE,
)
_ORDINALS = frozenset(
    {"de", "da", "no", "nb", "nn", "fi", "is", "et", "cs", "sk", "sl", "hr", "sr", "bs", "pl", "hu"}
    | {"lv", "tr"}
)
"""Languages that write "2." for "second"."""
_ITEM = late_regex(r"\d{1,2}|[IVX]{1,5}|[A-Z]")
"""The number of a heading or of an item of a list."""
_LETTERS_BEHIND = late_regex(r"\s\w{1,3}\.")
_LETTERS_BEFORE = late_regex(r"(?:^|\s)\w{1,2}\.\s?\w{1,3}$|et\sal$")
"""As in "p. ex.", "z. B."."""
_NAMED_WITH_A_MARK = late_regex(r"(?:^|\s)(?:Yahoo|Yum|Jeopardy|Joomla)$")
_SAYS = late_regex(
    r"\s+(?:[A-Z][\w.'’-]{0,30}\s+){1,4}?(?:(?:asked|wondered)\b|"
    r"(?:said|says|wrote|added|told|replied|cried|joked|noted)(?:[.,;:]|\s*[—–]|$))"
)
"""Who asked it: a question in quotation marks ends with its asker."""
_SAYS_ZH = late_regex(
    r"[，、；：,;:]|的|[^。！？｡…!?，“”「」\s]{0,10}?(?:说|說|问道|問道|写道|寫道|表示|称|稱|指出|强调|強調|补充|補充|"
    r"回答|喊道|笑道|感叹|感嘆)"
)
_GOES_ON_JA = late_regex(r"(?:と|って|など|を|が|は|に|も|の|で)")
_GOES_ON_KO = late_regex(r"\s*(?:이?라[고며는]|하[고며]|[고며](?=[\s,]))")


def ends_before_space(sign: str, before: str, after: str, *, closed: bool, lang: str) -> bool:
    """Tell whether a mark with white space or nothing behind it ends a sentence.

    Args:
        sign: One or more of `.!?…` and their like.
        before: At most `AROUND` characters of the sentence.
        after: At most `AROUND` characters behind the mark and what closes with it.
        closed: A quotation ends with it.
        lang: Of the document.
    """
    following = after.lstrip()[:1]
    if not following:
        return True
    if following.islower() or (closed and _GOES_ON_KO.match(after)):
        return False
    if sign == ".":
        return _stop_ends(before, after, lang)
    if sign in {"…", "..."}:
        # Headlines in Korean, Japanese and Chinese put it between two statements.
        return closed or not _is_east_asian(following)
    return not (_NAMED_WITH_A_MARK.search(before) or (closed and _SAYS.match(after)))


def ends_before_letters(sign: str, after: str, *, closed: bool) -> bool:
    """Tell whether a full-width mark, behind which the text goes on, ends a sentence.

    Args:
        sign: The mark.
        after: At most `AROUND` characters behind it and what closes with it.
        closed: A quotation ends with it.
    """
    if closed:
        return not (_GOES_ON_JA.match(after) or _SAYS_ZH.match(after))
    return not (sign[-1] in "！？!?" and after.startswith(("と", "って")))


def _stop_ends(before: str, after: str, lang: str) -> bool:
    words = before.split()
    token = _WITHIN_WORDS.split(words[-1])[-1].lstrip(_BEFORE_WORDS) if words else ""
    if not token or len(token) > _LONGEST_TOKEN:
        return True
    if len(words) == 1 and _ITEM.fullmatch(token):
        return False
    if token.isdigit():
        return len(token) > 2 or _number_ends(after, lang)
    return _word_ends(token, before, after)


def _word_ends(token: str, before: str, after: str) -> bool:
    following = after.lstrip()[0]
    kind = _kind(token, before, after)
    if kind is _Kind.OF_NOUNS:
        return following not in "(—–-"
    if kind is _Kind.OF_NUMBERS:
        return not (following.isdigit() or following in "#§")
    if kind is _Kind.EITHER:
        return following in '“"„«•' or bool(_OPENING.match(after))
    return kind is None


def _kind(token: str, before: str, after: str) -> _Kind | None:
    """Return what the stop behind a token may be, None if only the end of a sentence."""
    known = _KINDS.get(token)
    if known is _Kind.EITHER and re.search(r"\d\sг$", before):
        return _Kind.OF_NOUNS
    if known is not None:
        return known
    if len(token) == 1 and _LETTERS_BEHIND.match(after):
        return _Kind.ABBREVIATION
    if "." in token or (len(token) == 1 and token.isupper()):
        return _Kind.EITHER if _INITIALS.fullmatch(token) else None
    return _Kind.EITHER if len(token) <= 3 and _LETTERS_BEFORE.search(before) else None


def _number_ends(after: str, lang: str) -> bool:
    """Tell whether the stop of "2." ends a sentence, or makes it the second."""
    if _MONTH.match(after):
        return False
    return lang not in _ORDINALS or bool(_OPENING.match(after))


def _is_east_asian(char: str) -> bool:
    return "\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3"
