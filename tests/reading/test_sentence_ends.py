"""Where sentences end: texts made up for this, with ¦ where a reader would say that one does."""

from __future__ import annotations

import pytest

from tapestory.model import Document
from tapestory.reading import split_sentences

LABELLED = {
    "en": [
        "The dock cost $3.5 bn.¦ Nobody minded.",
        "Mr. Lee of Acme Inc. agreed.¦ So did Ms. Cho.",
        "The U.S. market fell.¦ It rose later.",
        "U.S. stocks slid while U.K. gilts held.¦ Both had been calm.",
        "The firm moved to the U.S.¦ It kept its name.",
        "The bell rang at 4 p.m.¦ The next day it did not.",
        "The call starts at 9:30 a.m. New York time.¦ Nobody dialled in.",
        "Pier No. 2 reopened.¦ Pier No. 3 stayed shut.",
        "Was it safe?¦ No.¦ The crane had lost a bolt.",
        "It was Acme vs. Northwind in court.¦ Acme won.",
        "J. P. Harbour founded it.¦ A. B. Quay ran it.",
        "She met Dr. Ives, Ph.D. and lawyer, on St. Ann's Quay.¦ They spoke.",
        "Did it fall?¦ It did!¦ By 3.2%.",
        "She said “it is over.”¦ He left.",
        '"We will wait." He paused.¦ "We always do."'.replace('." He', '."¦ He'),
        "“Is it over?” he asked.¦ Nobody knew.",
        "“It is over!” Mr. Quay said.¦ Nobody laughed.",
        "He called it 'a “quiet” quarter.'¦ Others did not.",
        "Well... perhaps it will rain.¦ Perhaps not.",
        "It might rain...¦ The roof is open.",
        "Costs rose to 4.5 percent.¦ Wages did not (they fell.)¦ Rents did.",
        "Yahoo! Harbour is a made-up name.¦ So is this one.",
        "See https://example.com/a.b?c=d.e! Then go.".replace("! T", "!¦ T"),
        "Profit grew in Jan. and Feb. but not later.¦ Why?",
        "The list: 1. bolts and 2. nuts.¦ Done.",
        "1. Buy the bolts.¦ ",
        "Sales were flat, e.g. in Ohio, i.e. nowhere near plan.¦ So what?",
        "Northwind Corp. Chief Executive Ann Quay resigned.¦ Her deputy stays.",
        "Acme Ltd. The offer stands.".replace(". T", ".¦ T"),
        "Highlights: ¦• Sales rose ¦• Costs fell",
        "First line\n¦Second line",
        "A headline without a stop",
        "The vote was 7-2.¦ Prof. Quay et al. dissented.",
        "II. Who pays\n¦In Dukes v. Quay nobody did.¦ Why?",
        "It closed at 1,234.56, up 0.5%.¦ Volume was thin.",
    ],
    "zh": [
        "股价跌了3.5%。¦没人知道原因！¦为什么？",
        "他说：“机房已经停工。”¦分析师并不意外。",
        "“什么时候开工？”一位记者问道。¦没有人回答。",
        "公司称“一切正常。”的说法并不可信。¦股东不满。",
        "码头扩建计划（第一期。）¦明年动工。",
        "营收增长12.5%，利润下降。¦前景如何?¦无人知晓。",
        "「今天不行。」¦他走了。",
        "港口发布公告！？¦市场大跌。",
        "公司Acme Inc.宣布裁员。¦员工抗议。",
    ],
    "ko": [
        "주가가 3.5% 내렸다.¦ 이유는 모른다.",
        "회사는 “계획이 없다.”라고 밝혔다.¦ 시장은 믿지 않았다.",
        "“언제 시작합니까?” 라고 그가 물었다.¦ 답은 없었다.",
        "삼호전자, 새 부두 검토… 경쟁사는 관망",
        "매출은 늘었다.¦그러나 이익은 줄었다.",
        "회의는 오후 3시에 끝났어요.¦ 모두 돌아갔습니다.",
        "지분 2.5%를 샀다!¦ 왜일까?",
    ],
    "ja": [
        "株価は3.5%下げた。¦理由は不明だ。",
        "「計画はない。」と広報は述べた。¦市場は信じなかった。",
        "社長は「延期する」と話した。¦理由は言わなかった。",
        "いつ始まるのか？¦誰も知らない！",
        "なぜか？と記者は尋ねた。¦返事はなかった。",
        "売上高は１．５倍になった。¦利益は減った。",
        "「もう終わりだ。」¦彼は去った。",
        "港湾株が急落…建設株も安い",
    ],
    "de": [
        "Am 2. Juli schloss der Hafen.¦ Am 3. öffnete er wieder.",
        "Das 3. Quartal war schwach.¦ Der Umsatz fiel.",
        "Die Halle kostet 3,5 Mio. Euro bzw. etwas mehr.¦ Das ist viel.",
        "Herr Dr. Kai kam z. B. aus Bremen.¦ Niemand fragte.",
        "Er sagte: „Wir warten.“¦ Dann ging er.",
        "Der Kran Nr. 5 steht still.¦ Warum?¦ Niemand weiß es.",
        "Die Speicher AG baut usw. usf. weiter.¦ Es dauert.",
        "Der Plan ist ca. 20 Jahre alt.¦ Er gilt noch.",
    ],
    "fr": [
        "M. Quai a refusé.¦ Mme Port aussi.",
        "Le port coûte 3,5 millions.¦ Personne ne s'en plaint !¦ Pourquoi ?",
        "« Nous attendons. »¦ Il est parti.",
        "Il y a env. 20 grues, p. ex. la rouge.¦ Elle rouille.",
    ],
    "es": [
        "El Sr. Muelle viajó a EE. UU. en mayo.¦ Volvió en junio.",
        "¿Cuándo abre el puerto?¦ ¡Mañana!¦ Nadie lo cree.",
        "La grúa núm. 5 cayó.¦ No hubo heridos.",
        "La firma Puerto S.A. compró dos barcos.¦ Uno se hundió.",
    ],
    "ru": [
        "Порт закрыли в 2026 г. на ремонт.¦ Он длился год.",
        "Сделка стоит 5 млрд. руб. и больше.¦ Акции упали.",
        "А. С. Причалов отказался.¦ Почему?¦ Никто не знает.",
        "Это т. е. шутка.¦ Смешно.",
        "Кран стоит 10 млн руб. (дорого).¦ Причал — 5 тыс.¦ Порт доволен.",
    ],
    "it": [
        "Il sig. Molo ha firmato.¦ La S.p.A. Porto no.",
        "Il dott. Porto è partito.¦ Perché?¦ Nessuno lo sa.",
    ],
    "pt": [
        "O Sr. Cais recusou.¦ A Sra. Porto também.",
        "O porto custa R$ 3,5 milhões.¦ É muito.",
    ],
    "da": ["Havnen lukkede den 2. juli.¦ Den åbnede den 3. august."],
    "hi": ["बंदरगाह बंद है।¦ कारण पता नहीं।"],
    "ar": ["أُغلق الميناء.¦ لماذا؟¦ لا أحد يعرف."],
}  # fmt: skip
CASES = [(lang, text) for lang, texts in LABELLED.items() for text in texts]


@pytest.mark.parametrize(("lang", "labelled"), CASES)
def test_sentences_end_where_they_are_labelled_to_end(lang: str, labelled: str) -> None:
    text = labelled.replace("¦", "")
    document = Document(text=text, title_end=0, lang=lang)

    wanted = [part.strip() for part in labelled.split("¦") if part.strip()]
    assert [sentence.text for sentence in split_sentences(document)] == wanted


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 60
    assert len(LABELLED) >= 8
