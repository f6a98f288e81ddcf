"""Words → the stems and word classes by which two texts are known to speak of one thing."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex

_STOP_TEXT = """
    the a an and or but if of to in on at by for from with as is are was were be been being it
    its this that these those there here they them their he him his she her we us our you your i
    my me who whom which what when where why how not no nor so than then too very can could will
    would may might shall should must do does did done have has had having one two all any some
    such only own same other another each every more most less few many much also just even
    still yet over under about into out up down off again further once after before during while
    because until against between through said say says told tells new like make made get got go
    went come came take took s t re ve ll d m
"""
_STOP = frozenset(_STOP_TEXT.split())
_CLASSES = {
    "computing": "compute computing computer gpu gpus capacity cluster clusters server servers "
        "chip chips datacenter "
    "accelerator accelerators 算力 计算 計算 コンピュ 컴퓨팅 연산 数据中心 數據中心 데이터센터 "
    "データセンター",
    "spare": "excess spare idle surplus unused leftover underused 过剩 過剩 闲置 閒置 余剰 遊休 "
        "잉여 유휴 남는",
    "cloud": "cloud clouds 云 雲 クラウド 클라우드",
    "staff": "staff job jobs employee employees worker workers position positions headcount "
        "workforce 员工 員工 裁员 人员 직원 인력 従業員 人員",
    "shares": "share shares stock stocks stake stakes 股份 股票 持股 지분 주식 株式 持ち株",
    "plant": "plant plants factory factories fab fabs facility facilities site sites 工厂 工廠 "
        "공장 工場",
    "model": "model models llm llms 模型 모델 モデル",
}  # fmt: skip
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_CJK_CLASS = late_regex(
    "|".join(sorted((w for w in _CLASS_OF if not w.isascii()), key=len, reverse=True))
)
_WORD = late_regex(r"[A-Za-z][A-Za-z'’]{1,30}")
_CJK_RUN = late_regex(r"[㐀-鿿]{2,40}|[가-힣]{2,20}|[ァ-ヺー]{2,20}")
_ENDINGS = late_regex(
    r"(?:ational|ization|isation|ations?|ically|ities|ments?|ances?|ences?|ingly|ities|ness|less|"
    r"able|ible|ies|"
    r"ing|edly|ity|ive|ers|ed|er|ly|es|al|s|e|y)$"
)
_SHORTEST = 4


def stem(word: str) -> str:
    """Return a word without its usual English ending: "companies" and "company" are one."""
    plain = re.sub(r"['’]s?$", "", word.lower())
    for _ in range(2):
        short = _ENDINGS.sub("", plain)
        if short == plain or len(short) < _SHORTEST:
            break
        plain = short
    return plain


def content(text: str) -> frozenset[str]:
    """Return the stems of a text's words of content; pairs of letters of running Chinese."""
    found: set[str] = set()
    for word in _WORD.findall(text):
        plain = re.sub(r"['’]s?$", "", word.lower())
        if plain in _CLASS_OF:
            found.add(_CLASS_OF[plain])
        elif plain not in _STOP and len(plain) > 2:
            found.add(stem(plain))
    found.update(_CLASS_OF[word] for word in _CJK_CLASS.findall(text))
    for run in _CJK_RUN.findall(text):
        found.update(run[place : place + 2] for place in range(len(run) - 1))
    return frozenset(found)


def classes(text: str) -> frozenset[str]:
    """Return the word classes alone that a text holds."""
    return content(text) & _CLASSES.keys()
