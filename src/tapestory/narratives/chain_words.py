"""The words by which English, Chinese, Korean and Japanese say that one thing does another.

All patterns are of sentences as they stand, whatever their case. The lists are ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from tapestory.late_regex import late_regex


class Order(StrEnum):
    """Where the cause (C), the effect (E) and the connecting words (w) stand."""

    CAUSE_WORD_EFFECT = "C w E"
    EFFECT_WORD_CAUSE = "E w C"
    WORD_CAUSE = "w C"
    """The effect stands before the words or behind the cause."""
    CAUSE_WORD = "C w"
    """The effect stands before the cause or behind the words."""
    CAUSE_EFFECT_WORD = "C E w"
    EFFECT_CAUSE_WORD = "E C w"


@dataclass(frozen=True, slots=True)
class Connector:
    """Words that connect a cause and an effect."""

    order: Order
    words: re.Pattern[str]
    opening: re.Pattern[str] | None = None
    """What must end right before the cause, where the words stand on both sides of it."""
    disputes: bool = False
    """They say that the one does nothing to the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connectors:
    """How one language connects, denies, hedges and asks."""

    all: tuple[Connector, ...]
    denied_before: re.Pattern[str]
    """Ends right before connecting words, or stands between the cause or effect and them."""
    denied_after: re.Pattern[str] | None
    """Begins right after connecting words."""
    denied_ahead: re.Pattern[str]
    """Ends somewhere before all three, in their clause."""
    hedge: re.Pattern[str]
    question: re.Pattern[str]
    gap: re.Pattern[str]
    """Over which nothing is connected."""
    near: int
    """Characters at most between the connecting words and what stands on their side."""
    far: int
    """Characters at most between those and the third."""


def _words(pattern: str) -> re.Pattern[str]:
    return late_regex(pattern, re.VERBOSE | re.IGNORECASE)


_FORWARD_EN = _words(
    r"""\b(?:
    hit(?:s|ting)?(?!\s+(?:by|a|an|its|their|new|record|another|the)\b)|
    hurt(?:s|ing)?(?!\s+by)|
    drag(?:s|ged|ging)?(?!\s+by|ged\s+by)(?:\s+(?:down|on))?(?!\s+by)|
    weigh(?:s|ed|ing)?\s+(?:heavily\s+)?on|
    lead(?:s|ing)?\s+to|led\s+to|caus(?:es|ed|ing)(?!\s+by)|
    trigger(?:s|ed|ing)?(?!\s+by)|spark(?:s|ed|ing)(?!\s+by)|prompt(?:s|ed|ing)(?!\s+by)|
    (?:shak(?:es|en|ing|e)|shook|jolt(?:s|ed|ing)?|roil(?:s|ed|ing)?|upend(?:s|ed|ing)?|
      dent(?:s|ed|ing)?|slam(?:s|med|ming)?|batter(?:s|ed|ing)?|crush(?:es|ed|ing)?|
      sink(?:s|ing)?|sank|knock(?:s|ed|ing)?|buoy(?:s|ed|ing)?|stok(?:es|ed|ing|e)|
      propel(?:s|led|ling)?)(?!\s+by)|
    squeez(?:es|ed|ing|e)(?!\s+by)|pressur(?:es|ed|ing)(?!\s+by)|
    (?:puts?|putting|piles?|piling|adds?|adding)\s+(?:\w+\s+)?pressure\s+on|
    boost(?:s|ed|ing)?(?!\s+by)|lift(?:s|ed|ing)?(?!\s+by)|
    benefit(?:s|ed|ing|ted|ting)?(?!\s+(?:from|by|of)\b)|
    (?<!hard\s)(?<!disk\s)(?<!flash\s)(?:driv(?:es|ing|e)|drove)(?!\s+by)|
    fuel(?:s|l?ed|l?ing)?(?!\s+by)|push(?:es|ed|ing)?\s+(?:up|down)|
    underpin(?:s|ned|ning)?(?!\s+by)|
    spill(?:s|ed|ing)?\s+over\s+(?:in)?to|spread(?:s|ing)?\s+(?:in)?to|
    feed(?:s|ing)?\s+(?:through\s+)?(?:in)?to|fed\s+(?:through\s+)?(?:in)?to|
    rippl(?:es|ed|ing|e)\s+(?:through|to|into|across|down)|flow(?:s|ed|ing)?\s+through\s+to|
    pass(?:es|ed|ing)?\s+(?:through|on)\s+to|translat(?:es|ed|ing|e)\s+into|
    undercut(?:s|ting)?(?!\s+by)|threaten(?:s|ed|ing)?(?!\s+by)|
    crowd(?:s|ed|ing)?\s+out|eat(?:s|ing)?\s+into|
    pull(?:s|ed|ing)?\s+down|rattl(?:es|ed|ing)(?!\s+by)|spook(?:s|ed|ing)?(?!\s+by)|
    sen(?:t|ds?|ding)\b(?=.{0,60}\b(?:lower|higher|down|up|tumbling|soaring|falling|sliding|rising|
      plunging|surging|into\s+the\s+red)\b)|
    (?:reduc|cut|lower|curb|rais|increas|creat|spur)(?:s|es|ed|ting|ing|e)?\s+(?:the\s+)?
      (?:demand|orders|need)\s+for|
    means?\s+(?:less|more|lower|higher|fewer|weaker|stronger)|
    (?:good|bad|positive|negative|bullish|bearish|great|terrible)\s+(?:news\s+)?for|
    (?:boon|blow|threat|risk|headwind|tailwind|problem|drag)\s+(?:to|for|on)|
    at\s+the\s+expense\s+of|spell(?:s|ing)?\s+trouble\s+for
    )\b"""
)
_BACKWARD_EN = _words(
    r"""\b(?:
    (?:hit|hurt|dragged|weighed|pressured|squeezed|driven|fuell?ed|boosted|lifted|helped|triggered|
      sparked|caused|spooked|rattled|threatened|undercut|supported|underpinned|buoyed|crushed|
      battered|knocked|led)\s+(?:\w+\s+)?by|
    benefit(?:s|ed|ing|ted|ting)?\s+from|beneficiar(?:y|ies)\s+of|suffer(?:s|ed|ing)?\s+from|
    depend(?:s|ed|ent|ing)?\s+(?:heavily\s+)?on|hing(?:es|ed|e)\s+on|
    rel(?:y|ies|ied|iant|ying)\s+(?:heavily\s+)?on|stem(?:s|med|ming)?\s+from|
    react(?:s|ed|ing)?\s+to|vulnerable\s+to|exposed\s+to
    )\b"""
)
_BECAUSE_EN = _words(
    r"""\b(?:because(?:\s+of)?|due\s+to|owing\s+to|thanks\s+to|as\s+a\s+result\s+of|
    in\s+response\s+to|on\s+the\s+back\s+of|
    on\s+(?:\w+\s+)?(?:fears?|concerns?|worr(?:y|ies)|hopes?|speculation|expectations?|news|signs?|
      reports?|talk)
    \s+(?:that|of|about|over))\b"""
)
_DENYING_FORWARD_EN = _words(
    r"\b(?:no|little|any)\s+(?:\w+\s+)?(?:impact|effect|bearing|influence)\s+on\b"
)
_DENYING_BACKWARD_EN = _words(
    r"""\b(?:nothing\s+to\s+do\s+with|(?:un|not\s+)related\s+to|independent\s+of|
    decoupl(?:ed|es|ing|e)\s+from|(?:un|not\s+)affected\s+by|immune\s+(?:to|from)|
    insulated\s+from|shielded\s+from|shrug(?:s|ged|ging)?\s+off)\b"""
)

EN = Connectors(
    all=(
        Connector(Order.CAUSE_WORD_EFFECT, _DENYING_FORWARD_EN, disputes=True),
        Connector(Order.EFFECT_WORD_CAUSE, _DENYING_BACKWARD_EN, disputes=True),
        Connector(Order.CAUSE_WORD_EFFECT, _FORWARD_EN),
        Connector(Order.EFFECT_WORD_CAUSE, _BACKWARD_EN),
        Connector(Order.WORD_CAUSE, _BECAUSE_EN),
    ),
    denied_before=_words(
        r"""(?:\b(?:not|never|hardly|scarcely|cannot|nothing|neither|nor|unlikely|fails?|failed|
        rather\s+than)|n['’]t)\b(?!\s+(?:only|just|merely)\b)(?:\s+\w+){0,3}\s*$"""
    ),
    denied_after=_words(r"^\s+(?:no|neither|nothing|hardly)\b"),
    denied_ahead=_words(
        r"""\b(?:no\s+(?:sign|evidence|proof|reason|indication)|den(?:y|ies|ied)|dismiss\w*|myth|
        reject\w*|wrong\s+to|not\s+(?:believe|think|expect|see)|doubt\w*|does\s+not\s+mean|
        doesn['’]t\s+mean)\b[^.;:]{0,60}$"""
    ),
    hedge=_words(
        r"""\b(?:may|might|could|would|should|likely|expect\w*|risk\w*|fear\w*|worr\w+|concern\w*|
        potential\w*|if|whether|possibl\w+|speculat\w+)\b"""
    ),
    question=late_regex(r"\?[\"'”’)\]]*$"),
    gap=_words(r"[;:!?]|\.\s|—|\s–\s|\b(?:but|while|whereas|although|though|yet|despite)\b"),
    near=90,
    far=60,
)

_FORWARD_ZH = _words(
    r"""(?<!进一步)(?:导致|導致|拖累|拖垮|传导(?:至|到|给)?|傳導(?:至|到)?|冲击|衝擊|打击|打擊|带动|
    帶動|拉动|拉動|推动|推動|推高|推升|压低|壓低|压制|利好|利空|利多|重创|重創|波及|殃及|
    影响(?:到|了)?|影響(?:到|了)?|引发|引發|挤压|擠壓|削弱|支撑|支撐|提振|催生|蔓延(?:至|到)|
    扩散(?:至|到)|擴散(?:至|到)|意味着|意味著|惠及|牵连|牽連|威胁|威脅)"""
)
_CARRIED_ZH = _words(
    r"""拖累|拖垮|影响|影響|冲击|衝擊|带动|帶動|推动|推動|提振|打击|打擊|压制|壓制|支撑|支撐|波及|
    刺激|驱动|驅動|牵连|牽連|利好|利空|拉动|拉動|挤压|擠壓"""
)
ZH = Connectors(
    all=(
        Connector(
            Order.CAUSE_WORD,
            _words(r"无关|無關|没有关系|沒有關係|无直接关系|無直接關係|脱钩|脫鉤"),
            opening=late_regex(r"[与與和跟同]"),
            disputes=True,
        ),
        Connector(Order.CAUSE_WORD, _CARRIED_ZH, opening=late_regex(r"[受被遭在]到?")),
        Connector(Order.EFFECT_CAUSE_WORD, _words(r"依赖|依賴"), opening=late_regex(r"[对對]\s?")),
        Connector(
            Order.CAUSE_EFFECT_WORD, _words(r"施压|施壓"), opening=late_regex(r"[向对對]\s?")
        ),
        Connector(Order.CAUSE_WORD_EFFECT, _FORWARD_ZH),
        Connector(
            Order.EFFECT_WORD_CAUSE,
            _words(
                r"受益于|受益於|受惠于|受惠於|受累于|受累於|取决于|取決於|依赖|依賴|源于|源於|归因于|"
                r"歸因於|归咎于|歸咎於|得益于|得益於"
            ),
        ),
        Connector(Order.WORD_CAUSE, _words(r"由于|由於|因为|因為|(?<![原起成])因(?!此|而|应|素)")),
    ),
    denied_before=_words(
        r"(?:不(?!仅|只|但|僅|断|斷|得不)|没有|沒有|并未|並未|未(?!来|來)|并非|並非|无法|無法|难以|難以)"
        r"[^,，。;；、]{0,5}$"
    ),
    denied_after=_words(r"^[^,，。;；]{0,4}(?:有限|不大|甚微|不存在)"),
    denied_ahead=_words(r"(?:不等于|不等於|不代表|不意味|并非|並非|不是|否认|否認)[^。;；]{0,20}$"),
    hedge=_words(
        r"可能|或(?:将|將|会|會|许|許)|恐|担心|擔心|担忧|擔憂|如果|若|一旦|预期|預期|预计|預計|料"
    ),
    question=late_regex(r"[?？]|(?:吗|嗎)[”」』]*$"),
    gap=_words(r"[;；:：!！。]|但是|但|却|卻|而是"),
    near=14,
    far=22,
)

KO = Connectors(
    all=(
        Connector(
            Order.CAUSE_WORD,
            _words(r"(?:와|과|와는|과는)?\s?(?:무관|관계(?:가|는)?\s?없|상관(?:이|은)?\s?없)"),
            disputes=True,
        ),
        Connector(
            Order.EFFECT_CAUSE_WORD,
            _words(
                r"타격을\s?(?:입|받)|영향을\s?받|압박을\s?받|직격탄을\s?맞|수혜(?:를)?\s?(?:입|받|보)|"
                r"부담을\s?(?:느|안)|휘청|의존"
            ),
        ),
        Connector(
            Order.CAUSE_EFFECT_WORD,
            _words(
                r"영향을\s?(?:미|끼|주|줄|줬|준)|타격(?:을\s?(?:주|줄|줬|준|가))?|부담(?:을\s?주|이\s?되|으로)|"
                r"압박(?!을\s?받)|끌어내|끌어올|견인|자극|위협|이어(?:지|졌|질)|번지|번졌|전이|"
                r"악재|호재|호황을\s?이끌"
            ),
        ),
        Connector(
            Order.CAUSE_WORD,
            _words(
                r"때문|(?:으로|로)\s?인(?:해|한|하)|여파|영향으로|영향에|영향을\s?받|탓(?:에|으로)|"
                r"덕(?:분|에)|힘입어|수혜로|충격(?:에|으로)"
            ),
        ),
    ),
    denied_before=_words(r"(?:안|못)\s$"),
    denied_after=_words(r"^[^.!?,]{0,12}?(?:않|없|아니|아닌|아닙|못)"),
    denied_ahead=_words(r"(?!x)x"),
    hedge=_words(r"우려|가능성|전망|수\s?있|예상|관측|만약|라면|다면"),
    question=late_regex(r"\?[\"'”’)\]]*$|(?:일까|나요|을까)[\"'”’]*$"),
    gap=_words(r"[;:!?]|\.\s|지만|반면|으나\s"),
    near=22,
    far=34,
)

JA = Connectors(
    all=(
        Connector(
            Order.CAUSE_WORD,
            _words(r"とは?(?:直接)?(?:無関係|関係(?:が|は)?(?:な|薄))"),
            disputes=True,
        ),
        Connector(
            Order.EFFECT_CAUSE_WORD,
            _words(r"(?:影響|打撃|恩恵|圧力)を(?:受け|被)|に(?:依存|左右)"),
        ),
        Connector(
            Order.CAUSE_EFFECT_WORD,
            _words(
                r"影響を(?:与|及ぼ)|影響が(?:及|出|広)|打撃(?!を受)|圧迫|押し下げ|押し上げ|波及|"
                r"につなが|もたら|追い風|逆風|重荷|けん引|牽引|支え(?:る|た|て)|脅か|直撃"
            ),
        ),
        Connector(
            Order.CAUSE_WORD,
            _words(
                r"により|によって|による|のため|を受け(?!入)|の影響|を背景に|に伴[いうっ]|をきっかけに|"
                r"を嫌気|につられ|の余波|が原因"
            ),
        ),
    ),
    denied_before=_words(r"(?!x)x"),
    denied_after=_words(
        r"^[^。!?、]{0,12}?(?:ない|なかった|ません|せず|ではなく|限らな|限定的|及ばな)"
    ),
    denied_ahead=_words(r"(?!x)x"),
    hedge=_words(r"可能性|懸念|恐れ|かもしれ|見通し|とみられ|だろう|予想|もし|なら(?:ば)?|警戒"),
    question=late_regex(r"[?？][」』]*$|(?:だろうか|ですか|ますか)[」』。]*$"),
    gap=_words(r"[;；:：!！。]|だが|しかし|一方"),
    near=18,
    far=30,
)
CONNECTORS = {"en": EN, "zh": ZH, "ko": KO, "ja": JA}
