"""German: the words that show how something is told."""

from __future__ import annotations

from tapestory.reading.certainty.words.classes import Class, Words

GERMAN: Words = {
    Class.DEED: """
        unterzeichnet|unterzeichnete|unterschreibt|unterschrieb|schließt|schloss|abgeschlossen|
        vereinbart|vereinbarte|vereinbaren|startet|startete|gestartet|vorgestellt|stellt|
        stellte|kauft|kaufte|gekauft|übernimmt|übernahm|übernommen|verkauft|verkaufte|eröffnet|
        eröffnete|meldet|meldete|gemeldet|veröffentlicht|veröffentlichte|gab bekannt|
        gibt bekannt|bekanntgegeben|kündigt|kündigte|angekündigt|ernennt|ernannte|ernannt|
        entlässt|entließ|entlassen|genehmigt|genehmigte|verbietet|verbot|verklagt|verklagte|
        investiert|investierte|erhöht|erhöhte|senkt|senkte|liefert|lieferte|mietet|mietete|
        gründet|gründete|gegründet|sichert|sicherte|erhält|erhielt|steckt|übertrifft|übertraf|
        verfehlt|verfehlte|baut|baute|führt|bringt|brachte|sammelt|sammelte|einigt|einigten|
        einigen|begann|beginnt|gewinnt|gewann|zahlt|zahlte|tritt zurück|trat zurück|setzt|legt|
        legte|hebt an""",
    Class.DEED_NOUN: """
        vertrag|verträge|abkommen|vereinbarung|deal|deals|übernahme|auftrag|großauftrag|
        partnerschaft|kooperation|börsengang|finanzierung|kapitalerhöhung|mietvertrag|
        milliardenvertrag|milliardendeal|milliardenauftrag""",
    Class.RESULTS: """
        quartalszahlen|quartal|quartals|umsatz|gewinn|ergebnis|nettogewinn|geschäftszahlen|
        jahreszahlen|bilanz|prognose|gewinn je aktie|quartalsbericht""",
    Class.MARKET: """
        börsenschluss|schlusskurs|handelsstopp|handelsschluss|rekordhoch|rekordtief|kursrutsch|
        ausverkauf|börsen|schlossen|handel ausgesetzt|schlägt aus|talfahrt|kurssturz""",
    Class.RECORD: """
        in einer mitteilung|pressemitteilung|mitteilung|börsenmitteilung|ad-hoc|
        pflichtmitteilung|börsenprospekt|erklärung|blogbeitrag|hauptversammlung|
        telefonkonferenz|analystenkonferenz|im interview|interview mit|pressekonferenz|
        brief an die aktionäre|s-1|8-k|6-k""",
    Class.CONFIRM: "bestätigt|bestätigte|bestätigen",
    Class.SPEECH: """
        sagt|sagte|erklärt|erklärte|teilte mit|teilt mit|betont|betonte|schreibt|schrieb|
        nannte|nennt|behauptet|behauptete""",
    Class.INTENT: """
        plant|planen|plane|pläne|will|wollen|möchte|möchten|soll|sollen|beabsichtigt|strebt|
        vorhaben|absicht|bereitet vor|steht vor|geplant|geplante|geplanten""",
    Class.TALKS: """
        erwägt|erwägen|prüft|prüfen|verhandelt|verhandeln|gespräche|gesprächen|verhandlungen|
        kurz vor|in erwägung|überlegt|sondiert""",
    Class.MODAL: """
        könnte|könnten|dürfte|dürften|möglicherweise|womöglich|vielleicht|wohl|angeblich|
        offenbar|sei|würde|würden""",
    Class.REPORT: """
        bericht|berichte|berichtet|berichten|berichtete|laut bericht|laut berichten|
        medienbericht|medienberichten|medienberichte|laut einem bericht|insidern zufolge|
        kreisen zufolge|kreise""",
    Class.LEAK: """
        internes memo|intern|durchgesickert|geleakt|belegschaft|betriebsversammlung|liegt vor""",
    Class.RUMOUR: """
        gerücht|gerüchte|gerüchten|unbestätigt|unbestätigte|unbestätigten|spekulationen|
        spekulation|nicht überprüft|nicht verifiziert|gemunkelt""",
    Class.UNCONFIRMED: """
        wollte sich nicht äußern|{weder bestätigt/weder bestätigen} noch {dementiert/
        dementieren/bestritten}|{wollte/wollten} {_/den bericht/die berichte/dies/das} weder
        bestätigen noch dementieren|lehnte eine stellungnahme ab|lehnte einen kommentar ab|
        äußerte sich nicht|kein kommentar|keine stellungnahme|nicht bestätigt|reagierte nicht""",
    Class.DENIAL: """
        dementiert|dementierte|dementieren|bestreitet|bestritt|weist zurück|wies zurück|
        zurückgewiesen|widerspricht|widersprach|falschmeldung|ist falsch|
        seien falsch|dementi|
        haltlos|aus der luft gegriffen|entbehrt jeder grundlage|entbehren jeder grundlage""",
    Class.DISCLAIMER: """
        keine pläne|keine absicht|{bestreitet/bestritt} {_/die/alle/jegliche} {vorwürfe/
        anschuldigungen}""",
    Class.PLAYED_DOWN: """
        stellt klar|stellte klar|relativiert|relativierte|spielt herunter|spielte herunter|
        rudert zurück|ruderte zurück|teilweise dementiert""",
    Class.RETRACTION: """
        zieht bericht zurück|zog den bericht zurück|zog ihren bericht zurück|
        zieht ihren bericht zurück|bericht zurückgezogen|widerruft|widerrief|korrigiert bericht""",
    Class.NEGATION: "nicht|kein|keine|keinen|nie|niemals|ohne|weder|noch nicht|niemand",
    Class.CONDITION: "ob|wenn|falls|sofern",
    Class.VOICE: """
        sprecher|sprecherin|unternehmenssprecher|konzernchef|vorstandschef|firmenchef|chef|ceo|
        finanzchef|das unternehmen|der konzern|aufsichtsrat|vorstand|gründer|die behörde|
        gericht""",
    Class.ONLOOKER: "analysten|analyst|anleger|experten|experte|beobachter|händler|marktteilnehmer",
    Class.BLANK: """
        besser als erwartet|schlechter als erwartet|als erwartet|nicht nur|legt zu|legte zu|
        setzt auf""",
}
