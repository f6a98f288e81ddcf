"""A word in one of two dozen languages → the month it names, or the weekday."""

from __future__ import annotations

import unicodedata
from collections import defaultdict

# January to December; full names in the cases that stand in dates, and what no longer is their
# beginning. Written without accents or not, both are found.
_MONTH_WORDS = (
    (
        "january januar janvier janv enero ene gennaio gen januari styczen stycznia январь января"
        " янв ocak janner jaenner janeiro leden ledna січень січня ianuarie tammikuu tammikuuta"
        " ιανουαριος ιανουαριου يناير jan"
    ),
    (
        "february februar fevrier fev febrero febbraio februari luty lutego февраль февраля фев"
        " subat feber fevereiro unor unora лютии лютого februarie helmikuu helmikuuta φεβρουαριος"
        " φεβρουαριου فبراير febr feb"
    ),
    (
        "march marz maerz mrz mars marzo maart mrt marzec marca март марта мар mart marco brezen"
        " brezna березень березня martie marcius maaliskuu maaliskuuta μαρτιος μαρτιου maret مارس"
        " mar"
    ),
    (
        "april avril avr abril abr aprile kwiecien kwietnia апрель апреля апр nisan duben dubna"
        " квітень квітня aprilie aprilis huhtikuu huhtikuuta απριλιος απριλιου أبريل ابريل apr"
    ),
    (
        "may mai mayo maggio mag mei maj maja май мая mayis maio kveten kvetna травень травня"
        " majus toukokuu toukokuuta μαιος μαιου مايو"
    ),
    (
        "june juni juin junio giugno giu czerwiec czerwca июнь июня июн haziran junho cerven"
        " cervna червень червня iunie junius kesakuu kesakuuta ιουνιος ιουνιου يونيو jun"
    ),
    (
        "july juli juillet juil julio luglio lug lipiec lipca июль июля июл temmuz julho cervenec"
        " cervence липень липня iulie julius heinakuu heinakuuta ιουλιος ιουλιου يوليو jul"
    ),
    (
        "august aout agosto ago augustus sierpien sierpnia август августа авг agustos srpen srpna"
        " серпень серпня augusti augusztus elokuu elokuuta αυγουστος αυγουστου agustus أغسطس aug"
        " agt"
    ),
    (
        "september septembre septiembre setiembre settembre set wrzesien wrzesnia сентябрь"
        " сентября сен eylul setembro zari вересень вересня septembrie szeptember syyskuu"
        " syyskuuta σεπτεμβριος σεπτεμβριου سبتمبر sept sep"
    ),
    (
        "october oktober octobre octubre ottobre ott pazdziernik pazdziernika октябрь октября окт"
        " ekim outubro out rijen rijna жовтень жовтня octombrie lokakuu lokakuuta οκτωβριος"
        " οκτωβριου أكتوبر okt oct"
    ),
    (
        "november novembre noviembre listopad listopada ноябрь ноября ноя kasim novembro листопад"
        " листопада noiembrie marraskuu marraskuuta νοεμβριος νοεμβριου nopember نوفمبر nov"
    ),
    (
        "december dezember decembre diciembre dicembre grudzien grudnia декабрь декабря дек"
        " aralik dezembro prosinec prosince грудень грудня decembrie joulukuu joulukuuta"
        " δεκεμβριος δεκεμβριου desember ديسمبر dec dez dic des"
    ),
)
# Some name another month in Warsaw, Prague or Kyiv, where the same linden blooms later.
_CROATIAN_MONTH_WORDS = (
    "sijecanj sijecnja sij",
    "veljaca veljace velj",
    "ozujak ozujka",
    "travanj travnja",
    "svibanj svibnja",
    "lipanj lipnja",
    "srpanj srpnja",
    "kolovoz kolovoza",
    "rujan rujna",
    "listopad listopada",
    "studeni studenoga studenog",
    "prosinac prosinca",
)
# Monday to Sunday. Others may stand before a date too: see `calendar_days`.
_WEEKDAY_WORDS = (
    (
        "monday mon montag lundi lun lunes lunedi segunda seg maandag понедельник понеделник пн"
        " poniedzialek pon pazartesi pzt måndag mandag man"
    ),
    (
        "tuesday tue tues dienstag die mardi mar martes martedi terca ter dinsdag din вторник вт"
        " wtorek wto sali sal tisdag tirsdag tis"
    ),
    (
        "wednesday wed mittwoch mit mercredi mer miercoles mie mercoledi quarta qua woensdag woe"
        " среда ср sroda sro carsamba car onsdag ons"
    ),
    (
        "thursday thu thur thurs donnerstag don jeudi jeu jueves jue giovedi gio quinta qui"
        " donderdag четверг чт czwartek czw persembe per torsdag tor"
    ),
    (
        "friday fri freitag fre vendredi ven viernes vie venerdi sexta sex vrijdag vri пятница пт"
        " piatek pia cuma cum fredag"
    ),
    (
        "saturday sat samstag sonnabend sam samedi sabado sab sabato zaterdag zat суббота сб"
        " sobota sob cumartesi cmt lordag"
    ),
    (
        "sunday sun sonntag son dimanche dim domingo dom domenica zondag zon воскресенье вс"
        " niedziela nie niedz pazar paz sondag"
    ),
)
_EAST_ASIAN_WEEKDAYS = ("一月월", "二火화", "三水수", "四木목", "五金금", "六土토", "日天日일")
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae"})


def folded(word: str) -> str:
    """Return a word in lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(part for part in decomposed if not unicodedata.combining(part))


def _table(names: tuple[str, ...]) -> dict[str, int]:
    return {
        folded(name): number
        for number, words in enumerate(names, start=1)
        for name in words.split()
    }


def _abbreviations(whole: dict[str, int]) -> dict[str, int]:
    """Return the beginnings of names, three letters and more, that only one month has."""
    months = defaultdict[str, set[int]](set)
    for name, number in whole.items():
        for length in range(3, len(name)):
            months[name[:length]].add(number)
    return {
        begun: numbers.pop()
        for begun, numbers in months.items()
        if len(numbers) == 1 and begun not in whole
    }


_WHOLE = _table(_MONTH_WORDS)
_MONTHS = _abbreviations(_WHOLE) | _WHOLE
_WEEKDAYS = _table(_WEEKDAY_WORDS)
_CROATIAN = _table(_CROATIAN_MONTH_WORDS)
_CROATIAN_MONTHS = _MONTHS | _abbreviations(_CROATIAN) | _CROATIAN


def month_of(word: str, country: str = "") -> int | None:
    """Return 1 to 12 for a month's name or abbreviation, without its full stop.

    Args:
        word: As printed.
        country: ISO 3166 alpha-2 of the outlet, or "".
    """
    return (_CROATIAN_MONTHS if country == "HR" else _MONTHS).get(folded(word))


def weekday_of(word: str) -> int | None:
    """Return 0 (Monday) to 6 for a weekday's name, in the western languages known here."""
    number = _WEEKDAYS.get(folded(word))
    return None if number is None else number - 1


def east_asian_weekday(mark: str) -> int | None:
    """Return 0 (Monday) to 6 for the one character that tells weekdays apart."""
    for number, marks in enumerate(_EAST_ASIAN_WEEKDAYS):
        if mark in marks:
            return number
    return None
