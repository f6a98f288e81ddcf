"""A headline → whether what a company expects is raised or cut in it, with words in between.

"Lifts" and "lowers" are done to much; only with what a company promises a few words on do they
say that it promises more or less.
"""

from __future__ import annotations

from tapestory.late_regex import late_regex

_GAP = r"\s+(?:[^\s,;:!?()]+\s+){0,3}?"
"""At most three words."""
_GLUED = r"[^,;:，、；：。]{0,8}?"
"""At most eight characters, where words are not marked."""

_NOUNS = {
    "en": r"(?:guidance|outlooks?|forecasts?|targets?|views?|projections?)",
    "de": r"\w*(?:prognosen?|ausblick|ziele?|erwartungen)",
    "fr": r"(?:prévisions?|objectifs?|perspectives|guidance)",
    "es": r"(?:previsi[óo]n|previsiones|perspectivas|objetivos?|pron[óo]sticos?|gu[íi]a"
    r"|proyecci[óo]n|proyecciones)",
    "it": r"(?:stime|previsioni|guidance|obiettivi|target|outlook)",
    "pt": r"(?:proje[çc][ãa]o|proje[çc][õo]es|previs[ãa]o|previs[õo]es|guidance|perspectivas?"
    r"|metas?)",
}
_RAISE = {
    "en": r"(?:lift(?:s|ed|ing)?|boost(?:s|ed|ing)?|upped|upping|bump(?:s|ed|ing)?(?:\s+up)?"
    r"|hik(?:es?|ed|ing))",
    "de": r"(?:hebt|hob|erhöhte?|steigert)",
    "fr": r"(?:rehausse|relevé|augmente|améliore)",
    "es": r"(?:sube|subió|aumenta|aumentó|mejora|mejoró|incrementa|elev[óo])",
    "it": r"(?:alza|rialza|migliora|aumenta|incrementa)",
    "pt": r"(?:aumenta|aumentou|melhora|melhorou|sobe|elevou)",
}
_CUT = {
    "en": r"(?:lower(?:s|ed|ing)?|reduc(?:es?|ed|ing)|par(?:es?|ed|ing))",
    "de": r"(?:kappte?|reduzierte?|stutzte?|drosselte?|senkte)",
    "fr": r"(?:abaissé|diminue|ampute|rabote)",
    "es": r"(?:baja|bajó|disminuye|rebaj[óo]|recort[óo]|redujo)",
    "it": r"(?:abbassa|riduce|lima|ribassa|tagliato)",
    "pt": r"(?:diminui|rebaixa|rebaixou|reduziu|cortou)",
}


def _spaced(verbs: dict[str, str]) -> str:
    told = "|".join(f"{verb}{_GAP}{_NOUNS[lang]}" for lang, verb in verbs.items())
    return rf"(?<!\w)(?:{told})(?!\w)"


_PROMISED = (
    r"(?:指引|预期|預期|展望|预测|預測|目标|目標|财测|財測"
    r"|전망치?|가이던스|목표치?|見通し|予想|ガイダンス)"
)
_ANY_NOUN = "|".join(_NOUNS.values())
_RAISED = late_regex(
    rf"{_spaced(_RAISE)}"
    r"|(?<!\w)(?:revoit à la hausse|rivede al rialzo|revisa al alza|revisa para cima)"
    rf"{_GAP}(?:{_ANY_NOUN})(?!\w)"
    rf"|(?:调高|調高|提升|上修){_GLUED}{_PROMISED}"
    rf"|{_PROMISED}{_GLUED}(?:上修|올려|올렸|올린|높여|높였|높인)"
    rf"|{_PROMISED}を?(?:上げ|増額)"
)
_LOWERED = late_regex(
    rf"{_spaced(_CUT)}"
    r"|(?<!\w)(?:revoit à la baisse|rivede al ribasso|revisa a la baja|revisa para baixo)"
    rf"{_GAP}(?:{_ANY_NOUN})(?!\w)"
    rf"|(?:调低|調低|下修|压低){_GLUED}{_PROMISED}"
    rf"|{_PROMISED}{_GLUED}(?:下修|내려|내렸|내린|낮춰|낮췄|낮춘)"
    rf"|{_PROMISED}を?(?:下げ|減額)"
)


def outlook_changes(folded: str) -> frozenset[str]:
    """Return "raise" or "cut" where a folded headline says that of what is expected."""
    found = ((_RAISED, "raise"), (_LOWERED, "cut"))
    return frozenset([change for told, change in found if told.search(folded)])
