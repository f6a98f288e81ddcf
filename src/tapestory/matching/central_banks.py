"""Text → the central banks that it names, in any language, as the currency area of each."""

from __future__ import annotations

from tapestory.matching.cues import CueFinder

_BANKS = {
    "AU": "reserve_bank_of_australia rba 호주중앙은행 호주_중앙은행 澳洲联储 澳洲聯儲 澳联储 "
    "豪準備銀行",
    "BR": "banco_central_do_brasil copom 巴西央行 브라질_중앙은행 ブラジル中央銀行",
    "CA": "bank_of_canada banque_du_canada banco_de_canadá banco_do_canadá banca_del_canada "
    "bank_von_kanada 加拿大央行 캐나다중앙은행 캐나다은행 カナダ銀行 カナダ中銀",
    "CH": "swiss_national_bank snb schweizerische*_nationalbank banque_nationale_suisse bns "
    "banco_nacional_suizo banco_nacional_suíço banca_nazionale_svizzera 瑞士央行 瑞士国家银行 "
    "스위스중앙은행 스위스국립은행 スイス国立銀行 スイス中銀",
    "CN": "people's_bank_of_china pboc 中国人民银行 中国央行 中國央行 人行 인민은행 中国人民銀行",
    "EU": "ecb ecb's ezb bce european_central_bank europäische*_zentralbank "
    "banque_centrale_européenne banco_central_europeo banco_central_europeu "
    "banca_centrale_europea 欧洲央行 歐洲央行 欧洲中央银行 유럽중앙은행 欧州中央銀行 欧州中銀",
    "GB": "bank_of_england boe banque_d'angleterre banco_de_inglaterra banco_da_inglaterra "
    "banca_d'inghilterra 英国央行 英國央行 英格兰银行 英格蘭銀行 영란은행 잉글랜드은행 "
    "イングランド銀行 英中銀",
    "IN": "reserve_bank_of_india rbi 印度央行 인도중앙은행 インド準備銀行 インド中銀",
    "JP": "bank_of_japan boj bank_von_japan banque_du_japon banco_de_japón banco_do_japão "
    "banca_del_giappone 日本央行 日本银行 日本銀行 일본은행 日銀",
    "KR": "bank_of_korea bok 한국은행 한은 금통위 韩国央行 韓國央行 韩国银行 韓国銀行 韓国中銀",
    "MX": "banxico bank_of_mexico banco_de_méxico 墨西哥央行 멕시코중앙은행 メキシコ中銀",
    "NO": "norges_bank 挪威央行 노르웨이중앙은행 ノルウェー中銀",
    "NZ": "reserve_bank_of_new_zealand rbnz 新西兰联储 紐西蘭央行 뉴질랜드중앙은행 NZ準備銀行",
    "RU": "bank_of_russia russian_central_bank russlands_zentralbank банк*_россии 俄罗斯央行 "
    "러시아중앙은행 ロシア中銀",
    "SE": "riksbank riksbanken sveriges_riksbank 瑞典央行 스웨덴중앙은행 スウェーデン中銀",
    "TR": "turkish_central_bank cbrt tcmb türkische_zentralbank 土耳其央行 튀르키예중앙은행 "
    "トルコ中銀",
    "US": "fed fed's federal_reserve us-notenbank us-zentralbank fomc réserve_fédérale "
    "reserva_federal riserva_federale 美联储 美聯儲 聯準會 联准会 연준 "
    "연방준비제도 米連邦準備 連邦準備制度 frb",
    "": "fed_up fed_by fed_on fed_with fed_into fed_to were_fed was_fed been_fed",
}  # fmt: skip
"""Whose money a bank issues → how it is called; what is fed is none."""

_PREFIX = "b:"
_FINDER = CueFinder({area and _PREFIX + area: told for area, told in _BANKS.items()})


def central_banks(folded: str) -> frozenset[str]:
    """Return the central banks that a folded text names, as "b:US", "b:EU" and so on."""
    return frozenset([bank for bank, _, _ in _FINDER.find(folded)])
