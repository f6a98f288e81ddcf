"""Language → the words for coming back and going on, and for whatever makes them no report.

A rebound is told of many things: of demand, of a patient, of a ball. Only with a price in the same
clause is it one of ours; only where it is told as having happened, it is a claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tapestory.late_regex import late_regex

Way = Literal[-1, 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Words that say which way prices had gone and then went."""

    was: Way
    then: Way
    words: re.Pattern[str]


def _words(pattern: str) -> re.Pattern[str]:
    return late_regex(pattern, re.VERBOSE | re.IGNORECASE)


_LOSSES = r"""(?:its|their|the|those|these|(?:the\s+)?(?:previous|prior)\s+(?:day|session)['’]s|
    (?:mon|tues|wednes|thurs|fri)day['’]s|yesterday['’]s)\s+
    (?:(?:earlier|early|initial|recent|heavy|steep|sharp|opening|previous)\s+)?"""

COURSES = (
    Course(was=-1, then=1, words=_words(rf"""
        \b(?:rebound(?:ed|s|ing)|bounc(?:ed|es|ing)\s+back|(?:snapped|sprang|snaps)\s+back|
        (?:staged?|stages|mounted|saw|made)\s+an?\s+(?:\w+\s+)?(?:rebound|recovery|comeback)|
        (?:recovered|recouped|regained|erased|reversed|wiped\s+out|clawed\s+back|won\s+back|
        recovers|recoups|regains|erases|reverses|claws\s+back|
        recovering|recouping|regaining|erasing|reversing|clawing\s+back)
        \s+(?:(?:all|most|much|half|some|part|nearly\s+all|almost\s+all|a\s+(?:good\s+)?part|
        more\s+than\s+half|the\s+bulk)(?:\s+of)?\s+)?
        (?:{_LOSSES}(?:losses|decline|declines|fall|falls|drop|slide|sell-?off|rout|plunge|ground)|
        (?:lost\s+)?ground))\b""")),
    Course(was=-1, then=-1, words=_words(r"""
        \b(?:(?:kept|keeps|keep)\s+(?:on\s+)?(?:falling|sliding|dropping|sinking|tumbling|declining)|
        (?:continued|continues|continuing)\s+(?:to\s+(?:fall|slide|drop|sink|tumble|decline)|
        (?:falling|sliding|dropping|sinking|tumbling|declining)|(?:its|their)\s+(?:\w+\s+)?
        (?:slide|decline|fall|descent|sell-?off|losing\s+streak))|
        extend(?:ed|s|ing)\s+(?:its|their)\s+(?:\w+\s+)?(?:losses|declines?|slide|fall|slump|rout|
        sell-?off|losing\s+streak)|
        (?:fell|slid|dropped|sank|tumbled)\s+(?:again|further))\b""")),
    Course(was=1, then=1, words=_words(r"""
        \b(?:(?:kept|keeps|keep)\s+(?:on\s+)?(?:rising|climbing|gaining|rallying)|
        (?:continued|continues|continuing)\s+(?:to\s+(?:rise|climb|gain|rally)|
        (?:rising|climbing|gaining|rallying)|(?:its|their)\s+(?:\w+\s+)?(?:rally|climb|ascent|rise|
        winning\s+streak))|
        extend(?:ed|s|ing)\s+(?:its|their)\s+(?:\w+\s+)?(?:gains?|rally|rise|climb|winning\s+streak)|
        (?:rose|climbed|gained|rallied)\s+(?:again|further))\b""")),
    Course(was=1, then=-1, words=_words(r"""
        \b(?:(?:gave|gives|giving|handed)\s+(?:back|up)\s+(?:(?:all|most|much|half|some|part|nearly\s+
        all|almost\s+all)(?:\s+of)?\s+)?(?:its|their|the)\s+(?:\w+\s+)?(?:gains?|rally|advance)|
        (?:erased|reversed|surrendered|erases|reverses)\s+(?:(?:all|most|much|some)(?:\s+of)?\s+)?
        (?:its|their)\s+(?:\w+\s+)?(?:gains?|rally|advance))\b""")),
    Course(was=-1, then=1, words=_words(r"""
        反弹|反彈|回升|收复(?:了)?(?:大部分|部分|全部|大半)?(?:失地|跌幅)|
        收復(?:了)?(?:大部分|部分|全部|大半)?(?:失地|跌幅)|抹去(?:了)?(?:大部分|部分|全部)?跌幅""")),
    Course(was=-1, then=-1, words=_words(r"""
        (?:继续|繼續|持续|持續)(?:大幅)?(?:下跌|走低|下挫|下探|大跌|暴跌)|续跌|續跌|
        (?:延续|延續)(?:跌势|跌勢|下跌|跌)|(?:再度|再次)(?:下跌|大跌|走低|下挫)""")),
    Course(was=1, then=1, words=_words(r"""
        (?:继续|繼續|持续|持續)(?:上涨|上漲|走高|攀升)|续涨|續漲|(?:延续|延續)(?:涨势|漲勢|升势)""")),
    Course(was=-1, then=1, words=_words(r"""
        반등(?:했|하며|하면서|해|한\s|에\s?성공|으로\s?(?:마감|돌아|전환)|세를?\s?(?:보|나타|이)|$)|
        (?:낙폭|하락분|손실)을?\s?(?:대부분|상당\s?부분|일부|모두)?\s?(?:만회|회복)(?:했|하며|하면서|$)|
        상승\s?전환(?:했|하며|$)""")),
    Course(was=-1, then=-1, words=_words(r"""
        하락세를?\s?(?:이어\s?(?:갔|가)|지속(?:했|하))|추가\s?하락(?:했|하며)|낙폭을?\s?(?:키웠|확대했)|
        연이틀\s?(?:하락|급락)(?:했|하며|$)""")),
    Course(was=1, then=1, words=_words(r"""
        상승세를?\s?(?:이어\s?(?:갔|가)|지속(?:했|하))|연이틀\s?(?:상승|급등)(?:했|하며|$)""")),
    Course(was=-1, then=1, words=_words(r"""
        反発(?:した|して|し[、，]|[、，。]|で(?!き)|に転じ|$)|反撥(?:した|して|$)|
        下げ(?:幅)?(?:を|の)(?:大半を|一部を|すべて)?(?:取り戻した|埋めた|縮めた)|持ち直した""")),
    Course(was=-1, then=-1, words=_words(
        r"続落(?:した|して|し[、，]|[、，。]|で(?!き)|$)|下げ幅を(?:広げた|拡大した)")),
    Course(was=1, then=1, words=_words(r"続伸(?:した|して|し[、，]|[、，。]|で(?!き)|$)")),
)  # fmt: skip
"""反弹 with kana around it is no Chinese; which sentence is in which language, the reader tells."""

ALL_OF_IT = _words(r"\b(?:all|entire|wiped\s+out|erased|reversed)\b|全部|모두|すべて")
MOST_OF_IT = _words(
    r"\b(?:most|much|more\s+than\s+half|the\s+bulk|nearly\s+all|almost\s+all)\b|大部分|大半|"
    r"대부분|상당"
)

NOT_TOLD = _words(r"""
    \b(?:would|could|might|may(?!\s+\d)|should|will|won['’]t|can|can['’]t|cannot|shall|if|unless|
    until|whether|when|once|before|expect(?:s|ed|ing)?|forecasts?|predict(?:s|ed|ing)?|likely|
    unlikely|poised|set\s+to|due\s+to\s+(?:rebound|recover)|about\s+to|ready\s+to|need(?:s|ed)?\s+to|
    hop(?:e|es|ed|ing)|bets?|betting|wait(?:s|ed|ing)?|await(?:s|ing)?|wants?|wanted|
    try(?:ing)?|tries|tried|attempt(?:s|ed|ing)?|struggl(?:e|es|ed|ing)|seek(?:s|ing)?|sought|
    not|n['’]t|never|no|nor|neither|without|fail(?:s|ed|ing)?|unable|little|hardly|barely|rather\s+
    than|instead\s+of|chance|possible|possibility|potential|hypothetical|scenario|
    sell\s+the|buy\s+the|advis(?:e|es|ed)|recommend(?:s|ed)?|usually|often|tend(?:s|ed)?\s+to|
    typically|historically|always|sometimes|why|how|futures)\b
    |n['’]t\b|没有|沒有|未能|未见|未見|尚未|难以|難以|无法|無法|无力|無力|能否|是否|如果|若|一旦|
    或将|或將|或会|可能|有望|预计|預計|预期|預期|等待|期待|料将|将会|將會|不会|不會|才会|才能|机会|機會|
    空间|空間|之后会|建议|建議|看好|押注|超跌|技术性|技術性|历史上|歷史上|往往|通常|期货|期貨
    |못했|못하|실패|않|전망|예상|기대|가능성|여부|경우|이라면|다면|할\s?것|할\s?수|노린|노려|대기|선물
    |見通し|予想|期待|可能性|なら|れば|だろう|かもしれ|できず|ない|なかった|待ち|狙|か[。？?]|先物
""")
"""In the clause before the words, or right behind them: it is thought, denied, asked or advised."""

SCORNED = _words(r"\bdead[\s-]cat\b|死猫|데드\s?캣|デッドキャット")
"""Anywhere in the sentence: who calls a rebound so does not hold it for one."""

NOT_TOLD_BEHIND = _words(r"""
    ^\s*(?:\w+\s+){0,2}(?:hopes?|attempts?|bets?|potential|candidates?|plays?|rally\s+could|is\s+
    (?:unlikely|likely|possible|expected|due)|would|could|may|might)\b|
    ^(?:机会|機會|空间|空間|行情|力度不足|无力|無力|乏力|的可能|可能|预期|預期|需要|之前|前|有限)|
    ^\s?(?:을|를)?\s?(?:기대|전망|노린|노려|시도|가능|모색)|^(?:を|への?|の)?(?:期待|狙|見込|余地|可能|待)
""")

PRICE = _words(r"""
    \b(?:shares?|stocks?|stock\s+prices?|share\s+prices?|ADRs?)\b
    |股价|股價|股票|股份|주가|주식|株価|株$|株[はが]""")
"""Beside the name of a company: it is its price that is spoken of, not its business."""

_ADJECTIVES = r"""(?:the|most|many|some|several|those|these|all|both|other|major|big|large|broad|
    broader|affected|battered|beaten-?down|hardest-?hit|worst-?hit|same|U\.?S\.?|American|Wall|
    South|Korean|Japanese|Taiwanese|Chinese|Hong|Kong|chip|semiconductor|tech|technology|AI|memory|
    storage|hardware|software|neocloud|cloud|optical|equipment|infrastructure|data-?cent(?:er|re)|
    Seoul|Tokyo|Taipei|and|related|Monday|Tuesday|Wednesday|Thursday|Friday|on|that|whose|which)"""
GENERIC = _words(rf"""
    (?:^|(?<=[\s(“"]))(?P<adjectives>(?:{_ADJECTIVES}[-\s,]+)*)
    (?:stocks|shares|names|equities|chipmakers|chip\s+makers|losers|laggards|decliners)\b
    (?P<between>[^,;:]*)$
    |\bWall\s+Street(?P<between2>[^,;:]{{0,30}})$
    |(?:个股|個股|股市|大盘|大盤|美股|港股|A股|台股|韩股|(?<![次今昨当當前隔每])日股(?![价價])|概念股|板块|板塊|
    (?:芯片|晶片|半导体|半導體|存储|記憶體|科技|算力|云)股|跌幅(?:最大|居前|较大)的?(?:股票|个股|股))
    (?P<between3>[^，。；,;]{{0,24}})$
    |(?:증시|반도체주|기술주|관련주|낙폭이?\s?컸던\s?종목(?:들)?)(?P<between4>[^,;]{{0,24}})$
    |(?:半導体株|ハイテク株|関連株|株式市場|日本株|米国株|値がさ株|下げの大きかった銘柄)
    (?P<between5>[^、。]{{0,24}})$""")
"""The subject of a claim that names nobody, up to its verb: those that had moved."""

A_NAME = late_regex(
    r"\b(?!(?:Monday|Tuesday|Wednesday|Thursday|Friday|Wall|Street|U\.?S|AI|Seoul|Tokyo|Taipei|"
    r"Hong|Kong|Korea|Japan|Taiwan|January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b)[A-Z][\w&.-]+"
)
"""Somebody whom we do not know."""

ELSEWHERE = _words(r"""
    \b(?:Asian?|Europe(?:an)?|global|world|emerging|India\w*|Nifty|Sensex|London|FTSE|DAX|Frankfurt|
    Paris|British|German|French|Australian?|Thai\w*|Indonesia\w*|Singapore\w*|Canad\w+|
    Brazil\w*)\b|亚洲|亞洲|欧洲|歐洲|全球|아시아|유럽|글로벌|アジア|欧州|世界""")
"""Where none of our parties need be traded: whom the claim is about, nobody can tell."""

NO_SHARE = _words(r"""
    \b(?:short\s+(?:interest|selling|sellers)|shorting|futures|oil|crude|brent|gold|silver|copper|bitcoin|crypto\w*|ether|dollar|yen|won|yuan|euro|
    treasur(?:y|ies)|bonds?|yields?|gas|lng|commodit(?:y|ies)|housing|home|real\s+estate|
    demand|sales|revenue|earnings|profits?|economy|economic|labou?r|jobs|growth|shipments|
    orders|production|output|margins?|DRAM\s+prices|NAND\s+prices|memory\s+prices|chip\s+prices|
    spot\s+prices|contract\s+prices|rental\s+prices|GPU\s+prices)\b
    |原油|油价|黄金|比特币|美元|国债|房价|需求|销量|营收|业绩|经济|订单|价格
    |유가|비트코인|환율|금값|국채|수요|매출|실적|경기|수출|가격
    |原油|ビットコイン|ドル|円相場|国債|需要|売上|業績|景気|価格""")
"""What rebounds besides: right before the words it is the subject."""
