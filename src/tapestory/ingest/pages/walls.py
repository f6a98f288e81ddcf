"""The address and the lines of a page → whether something stands in front of the article.

First what is the same in every language (where a redirect led, how the last lines are built),
then a short list of what walls say, in the languages that we read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from tapestory.ingest.pages.words import units
from tapestory.late_regex import late_regex

_GATE_HOST = late_regex(
    r"^(?:consent|guce|login|signin|signon|auth|accounts?|sso|id|idp|validate|captcha|privacy)\."
)
_GATE_PATH = late_regex(
    r"/(?:consent|cookie-?consent|cookiewall|collectconsent|privacy-?gate|gdpr|login|log-in|signin"
    r"|sign-in|logon|register|subscribe|subscription|offers?|paywall|captcha|challenge|blocked"
    r"|are-you-a-robot|verify|error|not-?found|404|sorry)(?:[/.]|$)",
    re.IGNORECASE,
)
_TAIL = 6
"""Lines at the end among which a wall's own stand; what follows the first of them is the wall's."""
_LONGEST = 220.0
"""Units of text: a longer line is prose, even when it speaks of subscribing."""
_PHRASES = (
    # English
    r"\bto (?:continue|keep) (?:on )?reading\b",
    (
        r"\b(?:subscribe|sign ?up|sign ?in|log ?in|register)\b.{0,40}"
        r"\bto (?:continue|unlock|read|access|view|see|keep)\b"
    ),
    r"\b(?:is|reserved|only|exclusive) (?:for|to) (?:our |paying |paid )*(?:subscrib|memb)ers",
    r"\balready (?:a |have an )?(?:subscriber|member|subscribed|account|registered)\b.{0,3}\?",
    r"\b(?:free|monthly) articles?\b.{0,30}\b(?:left|limit|remaining|this month)",
    r"\b(?:start|begin) your (?:free )?(?:trial|subscription)",
    r"\benable (?:javascript|cookies)|\bjavascript (?:is|has been) (?:disabled|required)",
    r"\bverify (?:that )?you(?:'|’| a)re (?:a )?human|\bchecking your browser",
    r"\byou are not a robot|\bunusual (?:traffic|activity) from",
    # German, French, Spanish
    r"\bweiterlesen\b.{0,30}\babo|\bréservée? (?:aux|à nos) abonnés",
    r"\bla suite de cet article|\bexclusivo para suscriptores|\bsuscríbase para",
    # Chinese
    (
        r"(?:登[录入錄]|注册|註冊|订阅|訂閱|购买|購買|付费|付費|开通|開通|成为|成為|扫码|打开|下载)"
        r".{0,20}(?:阅读|閱讀|查看|解锁|解鎖|全文|余下|剩余)"
    ),
    r"(?:阅读|閱讀|查看|解锁|解鎖|展开)(?:余下|剩余|更多)?(?:全文|原文|内容|內容)",
    r"(?:付费|付費|会员|會員|订户|訂戶|订阅者|訂閱者)(?:专享|專享|专属|專屬|可读|可看|独享)",
    r"(?:请|請).{0,6}(?:启用|啟用|开启|開啟).{0,6}javascript",
    r"(?:完成|进行|進行)(?:安全)?(?:验证|驗證)",
    # Korean
    r"(?:로그인|구독|회원 ?가입|결제|가입).{0,20}(?:읽|열람|전문|계속 보|이용하실)",
    r"(?:유료|회원|구독자|멤버십) ?(?:회원)? ?전용|남은 (?:기사|본문)|기사 전문(?:은|을|보기)",
    r"자바스크립트를 (?:활성|사용|켜)|로봇이 아닙니다|사람인지 확인",
    # Japanese
    r"(?:ログイン|会員登録|購読|登録|お申し込み).{0,20}(?:続き|全文|お読み|読め|ご覧)",
    r"会員(?:の方)?(?:限定|のみ|だけ).{0,10}(?:記事|コンテンツ|公開|ご覧|閲覧|読)",
    r"この記事は.{0,12}(?:会員|有料)|続きを(?:読む|お読み)|記事全文を",
    r"(?:残り|あと)\s?[\d０-９,，]+\s?(?:文字|字)",
    r"javascript ?を有効|ロボットではありません",
)
_SAYS = late_regex("|".join(_PHRASES), re.IGNORECASE)


def gate(asked_url: str, final_url: str) -> str:
    """Return what kind of gate a page's address led to, in words, or "" when to none.

    Args:
        asked_url: The article's.
        final_url: Where its redirects ended.
    """
    asked, final = urlsplit(asked_url), urlsplit(final_url)
    if (asked.netloc, asked.path) == (final.netloc, final.path):
        return ""
    host = (final.hostname or "").lower()
    if host != (asked.hostname or "").lower() and _GATE_HOST.search(host):
        return f"it leads to {host}"
    if _GATE_PATH.search(final.path) and not _GATE_PATH.search(asked.path):
        return f"it leads to {final.path[:60]}"
    if final.path.strip("/") == "" and asked.path.strip("/") != "":
        return "it leads to the front page"
    return ""


def before_wall(lines: Sequence[str]) -> tuple[list[str], bool]:
    """Return the lines in front of a wall, and whether there is one."""
    start = max(len(lines) - _TAIL, 0)
    for place in range(start, len(lines)):
        if units(lines[place]) <= _LONGEST and _SAYS.search(lines[place]):
            return list(lines[:place]), True
    return list(lines), False
