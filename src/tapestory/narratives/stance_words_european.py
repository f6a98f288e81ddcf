"""The words by which German, French, Spanish, Italian and Portuguese deny, attribute and ask.

All patterns are of folded text (`notation.fold`). The lists are ours, and shorter than those of the
languages that most of what is read is written in.
"""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.narratives.rules import Rules


def _words(*choices: str) -> re.Pattern[str]:
    return late_regex(rf"\b(?:{'|'.join(choices)})\b")


_QUESTION = late_regex(r"\?[\"')\]»]*$")
_REACH = 50
DE = Rules(
    before=_words(
        *("nicht", "kein(?:e[mnrs]?)?", "nie", "niemals", "weder", "ohne", "kaum", "keineswegs"),
        *("anstatt", "statt", "mitnichten", "bestreite\\w*", "dementier\\w*", "weit entfernt von"),
    ),
    after=late_regex(
        r"^\W*(?:\w+ ){0,4}?(?:nicht|keineswegs|keine rede|übertrieben|verfrüht|unbegründet|"
        r"falsch|vorbei|ein irrtum|ein missverständnis)\b"
    ),
    mistaken=_words("missversteh\\w*", "missverst[aä]nd\\w*", "fehldeut\\w*", "verwechsel\\w*"),
    equation=_words(
        "ist nicht", "bedeutet nicht", "heißt nicht", "sondern", "statt", "kein zeichen"
    ),
    verdict=_words("übertrieb\\w*", "über\\w+", "falsch\\w*"),
    clause=late_regex(r"[;:(),]| aber | doch | weil | während "),
    contrast=late_regex(r"[;]| aber | doch | während | obwohl "),
    relayed=_words("laut \\w+", "berichten zufolge", "insider\\w*", "heißt es", "soll(?:en)?"),
    divided=_words("(?:einige|manche|mehrere)\\b.{0,20}(?:meinen|glauben|sagen|sehen|warnen)"),
    crowd=_words(
        r"(?:anleger\w*|investoren|märkte|der markt|händler|börsianer|kritiker|skeptiker|"
        r"leerverkäufer)\b[^.;]{0,60}?\b(?:fürchte\w*|sorge\w*|glaub\w*|zweifel\w*|erwarte\w*|"
        r"befürchte\w*|wette\w*|frage\w*)"
    ),
    feeling=_words(
        *("sorgen?", "angst", "ängste", "befürchtung\\w*", "zweifel\\w*", "könnte\\w*", "plant"),
        *("planen", "erwäg\\w*", "prüf\\w*", "will", "wollen", "debatte", "spekulation\\w*", "ob"),
    ),
    counterfactual=late_regex(r"\bwenn\b.{0,80}\bwirklich\b.{0,120}\b(?:würde\w*|müsste\w*)"),
    condition=_words("falls", "wenn", "sofern", "sollte"),
    question=_QUESTION,
    reach=_REACH,
)
FR = Rules(
    before=_words(
        *("ne", "n'\\w+", "pas", "aucune?", "jamais", "sans", "ni", "plutôt que", "au lieu de"),
        *("loin de", "dément\\w*", "nie", "absence de"),
    ),
    after=late_regex(
        r"^\W*(?:\w+ ){0,4}?(?:n'est pas|n'est plus|est exagérée?s?|prématurée?s?|infondée?s?|"
        r"terminée?s?|est un mythe)\b"
    ),
    mistaken=_words("à tort", "confond\\w*", "mal interprét\\w*", "malentendu", "méprise"),
    equation=_words("n'est pas", "ne signifie pas", "ne veut pas dire", "plutôt que", "et non"),
    verdict=_words("exagér\\w*", "sur\\w+", "à tort"),
    clause=late_regex(r"[;:(),]| mais | car | tandis "),
    contrast=late_regex(r"[;]| mais | tandis | alors que "),
    relayed=_words("selon \\w+", "d'après", "sources? proches?", "aurait", "serait", "auraient"),
    divided=_words("(?:certains|quelques|plusieurs)\\b.{0,20}(?:pensent|estiment|disent|voient)"),
    crowd=_words(
        r"(?:investisseurs|marchés?|opérateurs|vendeurs à découvert|sceptiques|analystes)\b"
        r"[^.;]{0,60}?\b(?:craign\w*|redout\w*|inquiet\w*|inquièt\w*|pensent|croient|doutent|"
        r"s'interrogent|parient)"
    ),
    feeling=_words(
        *("craintes?", "inquiétudes?", "peurs?", "doutes?", "pourrai\\w*", "envisage\\w*"),
        *("prévoi\\w*", "projette\\w*", "débats?", "spéculation\\w*", "étudie", "veut"),
    ),
    counterfactual=late_regex(r"\bsi\b.{0,80}\bvraiment\b.{0,120}\b(?:\w+rait|\w+raient)\b"),
    condition=_words("si", "à moins que", "au cas où"),
    question=_QUESTION,
    reach=_REACH,
)
ES = Rules(
    before=_words(
        *("no", "ning[uú]n[ao]?", "nunca", "sin", "ni", "tampoco", "en lugar de", "en vez de"),
        *("lejos de", "niega\\w*", "descarta\\w*", "ausencia de"),
    ),
    after=late_regex(
        r"^\W*(?:\w+ ){0,4}?(?:no es|no existe|ya no|es exagerad[ao]|prematur[ao]|infundad[ao]s?|"
        r"un mito|terminó)\b"
    ),
    mistaken=_words("confund\\w*", "malinterpret\\w*", "malentendid\\w*", "por error"),
    equation=_words("no es", "no significa", "no implica", "en lugar de", "en vez de", "y no"),
    verdict=_words("exager\\w*", "sobre\\w+", "err[óo]ne\\w*"),
    clause=late_regex(r"[;:(),]| pero | porque | mientras "),
    contrast=late_regex(r"[;]| pero | mientras | aunque "),
    relayed=_words("según \\w+", "fuentes cercanas", "habría\\w*", "trascendió"),
    divided=_words("(?:algunos|ciertos|varios)\\b.{0,20}(?:creen|piensan|dicen|ven|opinan)"),
    crowd=_words(
        r"(?:inversores|mercados?|operadores|bajistas|críticos|analistas)\b[^.;]{0,60}?"
        r"\b(?:tem[ei]\w*|preocup\w*|creen|cree|dudan?|apuestan?|pregunt\w*)"
    ),
    feeling=_words(
        *("temor\\w*", "miedos?", "preocupaci\\w+", "dudas?", "podrían?", "planea\\w*", "estudia"),
        *("prevé\\w*", "considera\\w*", "debate", "especulaci\\w+", "quiere", "baraja"),
    ),
    counterfactual=late_regex(r"\bsi\b.{0,80}\b(?:realmente|de verdad)\b.{0,120}\b\w+ría\w*\b"),
    condition=_words("si", "a menos que", "en caso de"),
    question=_QUESTION,
    reach=_REACH,
)
IT = Rules(
    before=_words(
        *("non", "nessun[ao]?", "mai", "senza", "né", "invece di", "anziché", "piuttosto che"),
        *("lungi da\\w*", "smenti\\w*", "nega\\w*", "assenza di"),
    ),
    after=late_regex(
        r"^\W*(?:\w+ ){0,4}?(?:non è|non c'è|è esagerat[oa]|prematur[oa]|infondat[oaie]|un mito|"
        r"è finit[oa])\b"
    ),
    mistaken=_words("confond\\w*", "frainte\\w*", "malintes\\w*", "scambia\\w*"),
    equation=_words("non è", "non significa", "non vuol dire", "anziché", "invece di", "e non"),
    verdict=_words("esager\\w*", "sovra\\w+", "erron\\w*"),
    clause=late_regex(r"[;:(),]| ma | perché | mentre "),
    contrast=late_regex(r"[;]| ma | mentre | sebbene "),
    relayed=_words("secondo \\w+", "fonti vicine", "avrebbe\\w*", "sarebbe\\w*"),
    divided=_words("(?:alcuni|certi|diversi)\\b.{0,20}(?:credono|pensano|dicono|vedono)"),
    crowd=_words(
        r"(?:investitori|mercat[oi]|operatori|ribassisti|critici|analisti)\b[^.;]{0,60}?"
        r"\b(?:tem\w+|preoccup\w*|credono|dubita\w*|scommett\w*|chied\w*)"
    ),
    feeling=_words(
        *("timor[ei]", "paur[ae]", "preoccupazion[ei]", "dubbi[o]?", "potrebbe\\w*", "valuta"),
        *("pianifica\\w*", "prevede", "dibattito", "speculazion[ei]", "vuole", "considera"),
    ),
    counterfactual=late_regex(r"\bse\b.{0,80}\bdavvero\b.{0,120}\b\w+(?:rebbe|rebbero)\b"),
    condition=_words("se", "a meno che", "qualora"),
    question=_QUESTION,
    reach=_REACH,
)
PT = Rules(
    before=_words(
        *("não", "nenhuma?", "nunca", "sem", "nem", "tampouco", "em vez de", "ao invés de"),
        *("longe de", "nega\\w*", "descarta\\w*", "ausência de"),
    ),
    after=late_regex(
        r"^\W*(?:\w+ ){0,4}?(?:não é|não existe|já não|é exagerad[ao]|prematur[ao]|infundad[ao]s?|"
        r"um mito|acabou)\b"
    ),
    mistaken=_words("confund\\w*", "mal interpret\\w*", "mal entendid\\w*", "por engano"),
    equation=_words("não é", "não significa", "não quer dizer", "em vez de", "e não"),
    verdict=_words("exager\\w*", "sobre\\w+", "errad\\w*"),
    clause=late_regex(r"[;:(),]| mas | porque | enquanto "),
    contrast=late_regex(r"[;]| mas | enquanto | embora "),
    relayed=_words("segundo \\w+", "fontes próximas", "teria\\w*", "seria\\w*"),
    divided=_words("(?:alguns|certos|vários)\\b.{0,20}(?:acreditam|pensam|dizem|veem)"),
    crowd=_words(
        r"(?:investidores|mercados?|operadores|vendidos|críticos|analistas)\b[^.;]{0,60}?"
        r"\b(?:tem[ei]\w*|preocup\w*|acredita\w*|duvida\w*|aposta\w*|pergunta\w*)"
    ),
    feeling=_words(
        *("temor\\w*", "medos?", "receios?", "preocupaç\\w+", "dúvidas?", "poderia\\w*", "pode"),
        *("planeja\\w*", "prevê", "debate", "especulaç\\w+", "quer", "avalia", "estuda"),
    ),
    counterfactual=late_regex(r"\bse\b.{0,80}\b(?:realmente|de fato)\b.{0,120}\b\w+ria\w*\b"),
    condition=_words("se", "a menos que", "caso"),
    question=_QUESTION,
    reach=_REACH,
)
RULES = {"de": DE, "fr": FR, "es": ES, "it": IT, "pt": PT}
