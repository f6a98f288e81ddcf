"""Sentences of a page → those of its article: menus, bylines' buttons and disclaimers left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tapestory.model import Sentence
from tapestory.reading.text.cues import Cue, CueSet

_DISCLAIMER = Cue(
    re.compile(
        r"""免责声明|免責聲明|风险提示|風險提示|不构成.{0,20}(?:投资|建议)|不構成.{0,20}(?:投資|建議)|侵权|侵權|
    版权所有|版權所有|未经授权|未經授權|转载请|轉載請|本文来自|本文來自|
    무단\s*전재|재배포\s*금지|투자\s*권유|투자\s*판단의\s*책임|저작권자|
    無断転載|免責事項|投資(?:の)?(?:勧誘|助言)を目的|転載を禁|著作権|
    ^\s*disclaimer\b|not\s+(?:financial|investment)\s+advice|investment\s+advice|
    does\s+not\s+constitute|all\s+rights\s+reserved|^\s*©|\(c\)\s*\d{4}|copyright\s+\d{4}|
    terms\s+of\s+(?:use|service)|privacy\s+policy|cookie\s+(?:policy|settings)|
    (?:has|have|holds?)\s+(?:no\s+)?positions?\s+in\s+(?:any|the)\s+(?:of\s+the\s+)?stocks?\s+mentioned|
    past\s+performance\s+is|keine\s+anlageberatung|conseil\s+en\s+investissement|
    asesoramiento\s+(?:financiero|de\s+inversi)""",
        re.VERBOSE | re.IGNORECASE,
    ),
    needs="""免责声明 免責聲明 风险提示 風險提示 不构成 不構成 侵权 侵權 版权所有 版權所有
    未经授权 未經授權 转载请 轉載請 本文来自 本文來自 무단 재배포 투자 저작권자 無断転載
    免責事項 勧誘 助言 転載を禁 著作権 disclaimer advice constitute reserved © (c) copyright
    terms privacy cookie mentioned performance anlageberatung conseil asesoramiento""",
)
_BUTTON = re.compile(
    r"""^\W*(?:share(?:\s+(?:to|this|on)\b.*)?|copy\s?link|telegram|facebook|reddit|twitter|x|app|
    whatsapp|linkedin|weibo|wechat|instagram|youtube|email|print|comments?|leave\s+a\s+comment|
    no\s+comments?|reply|follow(?:\s+us.*)?|subscribe.*|sign\s+(?:up|in).*|log\s?in|register|
    newsletter|advertisement|sponsored|read\s+(?:more|next|also)\b.*|related(?:\s+\w+)?|
    recommended.*|more\s+from.*|most\s+(?:read|popular).*|trending.*|latest(?:\s+news)?|menu|home|
    search|next|previous|back\s+to\s+top|cn|en|kr|jp|zh|contact(?:\s+us)?.*|about(?:\s+us)?|
    buckle\s+up!?|\d+\s+(?:minutes?|hours?|days?)\s+ago|
    click\s+here.*|download\s+.*app.*|分享(?:到)?|评论|評論|收藏|点赞|關注|关注|相关文章|相關文章|
    相关阅读|原文(?:链接|連結)?(?:[:：].*)?|原始链接.*|联系我们.*|返回顶部|下一篇|上一篇|
    공유(?:하기)?|댓글|구독(?:하기)?|기사\s*원문|관련\s*기사|좋아요|
    シェア|コメント|関連記事|続きを読む|ログイン|会員登録|フォロー)\W*$""",
    re.VERBOSE | re.IGNORECASE,
)
_CUES = CueSet([_DISCLAIMER])
_ENDS_LIKE_A_SENTENCE = re.compile(r"[.!?。！？…:：;；”\"'」』)）]\s*$")
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
        if _CUES.at(sentence.text).search(_DISCLAIMER):
            blocked_until = _line_end(text, sentence.end)
        elif not _BUTTON.match(sentence.text[:120]):
            kept_body.append(sentence)
    while kept_body and _is_menu_entry(kept_body[-1], text):
        kept_body.pop()
    return (*kept, *kept_body)


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
