"""Dutch: the words that show how something is told."""

from __future__ import annotations

from tapestory.reading.certainty.words.classes import Class, Words

DUTCH: Words = {
    Class.DEED: """
        tekent|tekende|getekend|ondertekent|ondertekende|sluit|sloot|gesloten|koopt|kocht|
        gekocht|verkoopt|verkocht|neemt over|nam over|overgenomen|lanceert|lanceerde|
        gelanceerd|presenteert|presenteerde|onthult|onthulde|kondigt|kondigde|aangekondigd|
        meldt|meldde|maakt bekend|maakte bekend|publiceert|publiceerde|benoemt|benoemde|
        benoemd|ontslaat|ontsloeg|ontslagen|schrapt|schrapte|keurt goed|keurde goed|
        goedgekeurd|verbiedt|verbood|klaagt aan|beboet|beboette|investeert|investeerde|
        verhoogt|verhoogde|verlaagt|verlaagde|levert|leverde|huurt|huurde|opent|opende|start|
        startte|gestart|begint|begon|bouwt|bouwde|boekt|boekte|geboekt|haalt op|haalde op|
        betaalt|betaalde|roept terug|riep terug|teruggeroepen|stapt op|stapte op|vertrekt|
        vertrok|wint|won|behaalt|behaalde|behaald""",
    Class.DEED_NOUN: """
        contract|contracten|overeenkomst|akkoord|deal|overname|fusie|samenwerking|order|
        megaorder|beursgang|financiering|schikking|boete|vonnis|huurcontract""",
    Class.RESULTS: """
        kwartaal|kwartaalcijfers|jaarcijfers|halfjaarcijfers|omzet|winst|nettowinst|verlies|
        nettoverlies|bedrijfsresultaat|resultaten|resultaat|winst per aandeel""",
    Class.MARKET: """
        slotkoers|handelsdag|beurzen|sloot lager|sloot hoger|sluit lager|sluit hoger|
        recordhoogte|koersval|uitverkoop|handel stilgelegd""",
    Class.RECORD: """
        persbericht|in een verklaring|verklaring|mededeling|beursmelding|prospectus|
        aandeelhoudersvergadering|persconferentie|in een interview|in gesprek met|
        jaarverslag|blogbericht|s-1|8-k|6-k""",
    Class.CONFIRM: "bevestigt|bevestigde|bevestigen|bevestigd",
    Class.SPEECH: """
        zegt|zei|stelt|stelde|verklaart|verklaarde|laat weten|liet weten|benadrukt|benadrukte|
        schrijft|schreef|noemt|noemde|aldus|vertelt|vertelde""",
    Class.INTENT: """
        plant|plannen|plan|van plan|wil|willen|gaat|zal|zullen|moet|moeten|beoogt|streeft|
        bereidt voor|voornemens|voornemen|gepland|geplande""",
    Class.TALKS: """
        overweegt|overwegen|onderzoekt|onderhandelt|onderhandelen|onderhandelingen|gesprekken|
        praat|praten|besprekingen|bekijkt|denkt aan|dicht bij een""",
    Class.MODAL: """
        kan|kunnen|zou|zouden|mogelijk|misschien|wellicht|waarschijnlijk|vermoedelijk|naar
        verluidt|lijkt|lijken""",
    Class.REPORT: """
        bericht|berichten|meldt persbureau|volgens berichten|volgens bronnen|volgens media|
        volgens ingewijden|schrijft persbureau|melden bronnen|mediaberichten|ingewijden""",
    Class.LEAK: """
        interne memo|intern document|uitgelekt|uitgelekte|gelekt|gelekte|
        aan het personeel|achter gesloten deuren""",
    Class.RUMOUR: """
        gerucht|geruchten|onbevestigd|onbevestigde|speculatie|speculaties|niet geverifieerd""",
    Class.UNCONFIRMED: """
        wilde niet reageren|wil niet reageren|weigerde commentaar|geen commentaar|
        reageerde niet|niet bevestigd|onthoudt zich van commentaar""",
    Class.DENIAL: """
        ontkent|ontkende|ontkennen|ontkend|spreekt tegen|sprak tegen|tegengesproken|weerspreekt|
        weersprak|weerlegt|weerlegde|verwerpt|verwierp|niets van waar|klopt niet|is onjuist|
        is onwaar|onjuiste berichten""",
    Class.DISCLAIMER: "geen plannen|niet van plan|{ontkent/ontkende} {_/de/alle} beschuldigingen",
    Class.PLAYED_DOWN: """
        nuanceert|nuanceerde|relativeert|relativeerde|bagatelliseert|krabbelt terug""",
    Class.RETRACTION: """
        trekt bericht in|trok het bericht in|trekt artikel in|trok het artikel in|
        rectificeert|rectificeerde""",
    Class.NEGATION: "niet|geen|nooit|niemand|zonder|noch|nog niet",
    Class.CONDITION: "als|indien|of|mits|tenzij",
    Class.VOICE: """
        woordvoerder|woordvoerster|topman|topvrouw|bestuursvoorzitter|ceo|financieel directeur|
        het bedrijf|het concern|de onderneming|de bank|oprichter|raad van bestuur|de rechtbank|
        de rechter|de toezichthouder""",
    Class.ONLOOKER: "analisten|analist|beleggers|belegger|experts|deskundigen|kenners|economen",
    Class.BLANK: """
        dan verwacht|beter dan verwacht|slechter dan verwacht|niet alleen|of meer|een of twee""",
}
