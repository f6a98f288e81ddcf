"""Sentences of a page → those of its article: menus, bylines' buttons and disclaimers left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tapestory.late_regex import late_regex
from tapestory.model import Sentence
from tapestory.reading.text.cues import Cue

_DISCLAIMER = Cue(
    late_regex(
        r"""免责声明|免責聲明|风险提示|風險提示|不构成.{0,20}(?:投资|建议)|不構成.{0,20}(?:投資|建議)|
    (?:如有|若有|涉及)侵[权權]|侵[权權].{0,8}(?:联系|聯繫|删除|刪除|请|請)|版权所有|版權所有|
    未[经經]授[权權].{0,8}(?:转载|轉載|复制|複製|不得|禁止)|转载请|轉載請|本文来自|本文來自|
    무단\s*전재|재배포\s*금지|투자\s*권유|투자\s*판단의\s*책임|저작권자|
    無断転載|免責事項|投資(?:の)?(?:勧誘|助言)を目的|転載を禁|著作権(?:は|者)|
    ^\s*disclaimer\b|not\s+(?:be\s+\w+\s+as\s+)?(?:financial|investment|trading|legal)\s+(?:or\s+\w+\s+)?advice|
    does\s+not\s+constitute\s+(?:an?\s+)?(?:offer|investment|financial|legal|tax|advice|recommendation|solicitation)|
    for\s+information(?:al)?\s+purposes?\s+only|all\s+rights\s+reserved|^\s*©|\(c\)\s*\d{4}|
    (?:has|have|holds?)\s+(?:no\s+)?positions?\s+in\s+(?:any|the)\s+(?:of\s+the\s+)?stocks?\s+mentioned|
    past\s+performance\s+is\s+no|keine\s+anlageberatung|conseil\s+en\s+investissement|
    asesoramiento\s+(?:financiero|de\s+inversi)|não\s+constitui\s+recomenda|non\s+costituisce\s+consulenza|
    не\s+является\s+(?:инвестиционной|индивидуальной)\s+(?:инвестиционной\s+)?рекомендацией""",
        re.VERBOSE | re.IGNORECASE,
    ),
    needs="""免责声明 免責聲明 风险提示 風險提示 不构成 不構成 侵权 侵權 版权所有 版權所有
    授权 授權 转载请 轉載請 本文来自 本文來自 무단 재배포 투자 저작권자 無断転載
    免責事項 勧誘 助言 転載を禁 著作権 disclaimer advice constitute purpose reserved © (c)
    mentioned performance anlageberatung conseil asesoramiento recomenda consulenza
    рекомендацией""",
)
_LEGAL = Cue(
    late_regex(
        r"""investment\s+advice|copyright\s+\d{4}|terms\s+(?:of\s+(?:use|service)|and\s+conditions)|
    privacy\s+policy|cookie\s+(?:policy|settings)|datenschutz|impressum|mentions\s+légales|aviso\s+legal""",
        re.VERBOSE | re.IGNORECASE,
    ),
    needs="advice copyright terms privacy cookie datenschutz impressum légales legal",
)
"""What also stands in sentences of articles: a disclaimer where little else is said."""
_MOST_LEGAL = 80
_BUTTON = late_regex(
    r"""\W*(?:share(?:\s+(?:to|this|on)(?:\s+\w+){0,3})?|copy\s?link|telegram|facebook|reddit|twitter|x|app|
    whatsapp|linkedin|weibo|wechat|instagram|youtube|email|print|comments?|leave\s+a\s+comment|
    no\s+comments?|reply|follow(?:\s+us)?|subscribe(?:\s+now)?|sign\s+(?:up|in)|log\s?in|register|
    newsletter|advertisement|sponsored|related(?:\s+\w+)?|trending(?:\s+now)?|latest(?:\s+news)?|menu|home|
    search|next|previous|back\s+to\s+top|cn|en|kr|jp|zh|contact(?:\s+us)?|about(?:\s+us)?|
    buckle\s+up!?|\d+\s+(?:minutes?|hours?|days?)\s+ago|
    click\s+here|分享(?:到)?|评论|評論|收藏|点赞|關注|关注|相关文章|相關文章|相关阅读|原文|返回顶部|下一篇|上一篇|
    공유(?:하기)?|댓글|구독(?:하기)?|기사\s*원문|관련\s*기사|좋아요|
    シェア|コメント|関連記事|続きを読む|ログイン|会員登録|フォロー|
    teilen|kommentare?|anmelden|partager|commentaires?|compartir|comentarios?|suscríbete|condividi)\W*""",
    re.VERBOSE | re.IGNORECASE,
)
"""The whole of a line that is a button or a menu's entry."""
_POINTER = late_regex(
    r"""\W*(?:share\s+(?:to|this|on)|follow\s+us|subscribe|sign\s+(?:up|in)|read\s+(?:more|next|also)|
    recommended(?:\s+(?:for|by|reading|stories|articles|videos|posts)|:|\W*$)|
    more\s+from|most\s+(?:read|popular)|also\s+read|see\s+also|contact\s+us|click\s+here|download\s+(?:\w+\s+){0,3}app|
    lesen\s+sie\s+auch|mehr\s+zum\s+thema|lire\s+aussi|à\s+lire|lee\s+también|leia\s+(?:também|mais)|leggi\s+anche|
    原文(?:链接|連結)?[:：]|原始链接|联系我们|聯繫我們|延伸阅读|延伸閱讀|推荐阅读|あわせて読みたい)(?![a-z])""",
    re.VERBOSE | re.IGNORECASE,
)
"""How lines begin that lead elsewhere."""
_MOST_BUTTON = 50
_MOST_POINTER = 120
_ENDS_LIKE_A_SENTENCE = late_regex(r"[.!?。！？…:：;；”\"'」』)）]\s*$")
_TAIL_WORDS = 4
_TAIL_CHARACTERS = 36


def without_boilerplate(
    sentences: Sequence[Sentence], text: str, title_end: int
) -> tuple[Sentence, ...]:
    """Return the sentences that belong to the article; the title always does.

    Left out are the rest of a line from a disclaimer cue on, lines that are buttons or menu
    entries, and at the end of the page very short lines that are no sentences.

    Args:
        sentences: All of a document, in order.
        text: The document's text.
        title_end: Where its title ends.
    """
    kept = [s for s in sentences if s.start < title_end]
    body = [s for s in sentences if s.start >= title_end]
    kept_body: list[Sentence] = []
    blocked_until = -1
    for sentence in body:
        if sentence.start < blocked_until:
            continue
        if _disclaims(sentence.text):
            blocked_until = _line_end(text, sentence.end)
        elif not _leads_elsewhere(sentence.text):
            kept_body.append(sentence)
    while kept_body and _is_menu_entry(kept_body[-1], text):
        kept_body.pop()
    return (*kept, *kept_body)


def _disclaims(said: str) -> bool:
    if _DISCLAIMER.search(said):
        return True
    return len(said) <= _MOST_LEGAL and _LEGAL.search(said) is not None


def _leads_elsewhere(said: str) -> bool:
    """Tell whether a sentence is a button, or a line that points to other pages."""
    if len(said) <= _MOST_BUTTON and _BUTTON.fullmatch(said) is not None:
        return True
    return len(said) <= _MOST_POINTER and _POINTER.match(said) is not None


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end == -1 else end


def _is_menu_entry(sentence: Sentence, text: str) -> bool:
    """Tell whether a sentence is a whole short line without the marks of a sentence or figures."""
    alone = _line_end(text, sentence.end) - sentence.end < 2 and (
        sentence.start == 0 or text[sentence.start - 1] in "\n \t"
    )
    short = len(sentence.text) <= _TAIL_CHARACTERS and len(sentence.text.split()) <= _TAIL_WORDS
    plain = not _ENDS_LIKE_A_SENTENCE.search(sentence.text) and not re.search(r"\d", sentence.text)
    cjk = re.search(r"[぀-鿿가-힣]", sentence.text)
    credit = re.match(r"[-–—(（]", sentence.text)
    return alone and short and plain and not credit and (not cjk or len(sentence.text) <= 8)
