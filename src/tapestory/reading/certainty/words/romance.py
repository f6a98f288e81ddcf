"""French, Spanish, Italian, Portuguese: the words that show how something is told."""

from __future__ import annotations

from tapestory.reading.certainty.words.classes import Class, Words

FRENCH: Words = {
    Class.DEED: """
        signe|signent|a signé|ont signé|signé|conclut|conclu|concluent|lance|lancent|a lancé|
        lancé|dévoile|a dévoilé|présente|a présenté|rachète|a racheté|acquiert|a acquis|achète|
        a acheté|vend|a vendu|annonce|annoncent|a annoncé|ont annoncé|publie|a publié|nomme|
        a nommé|licencie|approuve|a approuvé|interdit|poursuit|investit|a investi|lève|a levé|
        ouvre|a ouvert|démarre|déploie|décroche|obtient|remporte|étend|renforce|finalise|
        boucle|scelle|s'associe|s'allie|relève|abaisse|dépasse|crée|loue|livre|débute|
        entre en bourse""",
    Class.DEED_NOUN: """
        accord|contrat|contrats|partenariat|acquisition|rachat|fusion|levée de fonds|commande|
        bail|alliance|introduction en bourse""",
    Class.RESULTS: """
        résultats|résultat|chiffre d'affaires|bénéfice|bénéfices|bénéfice net|trimestre|
        trimestriel|trimestriels|semestre|marge|prévisions""",
    Class.MARKET: """
        clôture|clôturé|a clôturé|ont clôturé|en clôture|krach|coupe-circuit|séance|
        record historique|plus haut|plus bas|suspension des échanges|déroute""",
    Class.RECORD: """
        communiqué|dans un communiqué|document boursier|prospectus|déclaration|billet de blog|
        assemblée générale|conférence téléphonique|dans un entretien|interview|
        conférence de presse|lettre aux actionnaires|s-1|8-k|6-k""",
    Class.CONFIRM: "confirme|a confirmé|confirment|ont confirmé",
    Class.SPEECH: """
        déclare|a déclaré|affirme|a affirmé|dit|a dit|explique|a expliqué|précise|a précisé|
        indique|a indiqué|assure|écrit|estime""",
    Class.INTENT: """
        prévoit|prévoient|projette|projettent|veut|veulent|souhaite|compte|cherche à|s'apprête|
        prépare|préparent|projet|projets|plan|vise|ambitionne|ambitions""",
    Class.TALKS: """
        envisage|envisagent|étudie|étudient|négocie|négocient|pourparlers|discussions|
        négociations|réfléchit|en passe de|explore|explorent""",
    Class.MODAL: """
        pourrait|pourraient|serait|seraient|aurait|auraient|peut-être|éventuellement|
        probablement|devrait|devraient|semble""",
    Class.REPORT: """
        selon des informations|selon la presse|selon un article|selon des médias|rapporte|
        rapportent|a rapporté|d'après la presse|révèle|informations de|selon plusieurs médias""",
    Class.LEAK: """
        note interne|document interne|fuite|fuité|en interne|en privé|réunion interne|
        devant ses employés|a dit aux employés""",
    Class.RUMOUR: """
        rumeur|rumeurs|non confirmé|non confirmée|non confirmées|non vérifié|non vérifiée|
        bruit court|bruits de couloir|spéculations|ouï-dire""",
    Class.UNCONFIRMED: """
        refusé de commenter|refuse de commenter|ni confirmé ni {démenti/infirmé}|
        ne confirme ni ne dément|n'a pas commenté|n'a pas répondu|pas confirmé|
        n'a pas confirmé|s'est refusé à tout commentaire|pas souhaité commenter""",
    Class.DENIAL: """
        dément|a démenti|démentent|démenti|nie|a nié|nient|réfute|a réfuté|conteste|a contesté|
        rejette|a rejeté|balaie|est faux|sont fausses|inexact|
        infondé|infondées|sans fondement|dénué de fondement|dénuées de fondement""",
    Class.DISCLAIMER: """
        aucun projet|n'a pas l'intention|{nie/conteste/rejette/a nié/a contesté/a rejeté} {_/les/
        toutes les} accusations""",
    Class.PLAYED_DOWN: """
        minimise|a minimisé|clarifie|a clarifié|nuance|a nuancé|relativise|fait marche arrière|
        rétropédale|en partie démenti""",
    Class.RETRACTION: """
        retire son article|a retiré son article|rétracte|s'est rétracté|
        retire ses informations|a retiré ses informations""",
    Class.NEGATION: "pas|ne|n'|jamais|aucun|aucune|sans|ni|personne",
    Class.CONDITION: "si|à condition|à moins",
    Class.VOICE: """
        porte-parole|pdg|directeur général|directrice générale|président|fondateur|le groupe|
        l'entreprise|la société|directeur financier|la direction|le gouvernement|le tribunal""",
    Class.ONLOOKER: "analystes|analyste|investisseurs|experts|observateurs|économistes",
    Class.BLANK: "que prévu|mieux que prévu|pire que prévu|pas seulement|sans doute",
}
SPANISH: Words = {
    Class.DEED: """
        firma|firman|firmó|firmaron|ha firmado|cierra|cerró|sella|selló|lanza|lanzó|presenta|
        presentó|compra|compró|adquiere|adquirió|vende|vendió|anuncia|anunció|anunciaron|
        anuncian|publica|publicó|nombra|nombró|despide|despidió|aprueba|aprobó|prohíbe|
        prohibió|demanda|demandó|invierte|invirtió|recauda|recaudó|abre|abrió|inicia|inició|
        amplía|amplió|consigue|consiguió|logra|logró|obtiene|obtuvo|alquila|acuerda|acordó|
        acordaron|pacta|pactó|eleva|elevó|supera|superó|crea|creó|debuta|debutó|estrena|
        despliega|completa|completó|finaliza|contrata""",
    Class.DEED_NOUN: """
        acuerdo|contrato|contratos|pacto|adquisición|fusión|alianza|arrendamiento|
        ronda de financiación|pedido|salida a bolsa""",
    Class.RESULTS: """
        resultados|ingresos|beneficio|beneficios|beneficio neto|ganancias|trimestre|trimestral|
        trimestrales|ventas|ebitda|previsiones""",
    Class.MARKET: """
        cierre|cerró con|al cierre|cerraron|desplome|máximo histórico|mínimo histórico|sesión|
        suspensión de la negociación|jornada""",
    Class.RECORD: """
        comunicado|en un comunicado|documento regulatorio|folleto|declaración|
        publicación en su blog|junta de accionistas|conferencia con analistas|entrevista|
        rueda de prensa|carta a los accionistas|s-1|8-k|6-k""",
    Class.CONFIRM: "confirma|confirmó|confirmaron|ha confirmado",
    Class.SPEECH: """
        dijo|dice|afirmó|afirma|declaró|declara|explicó|explica|señaló|señala|aseguró|asegura|
        indicó|escribió""",
    Class.INTENT: """
        planea|planean|prevé|prevén|quiere|quieren|busca|buscan|planes|plan|pretende|prepara|
        preparan|aspira|apunta a|proyecta|diseña|diseñando|intención|proyecto""",
    Class.TALKS: """
        estudia|estudian|considera|consideran|negocia|negocian|sopesa|baraja|evalúa|evalúan|
        negociaciones|conversaciones|explora""",
    Class.MODAL: """
        podría|podrían|sería|serían|habría|habrían|quizá|quizás|posiblemente|probablemente|
        tal vez|puede que|parece""",
    Class.REPORT: """
        según informes|según medios|según informa|según un informe|informa|informó|reporta|
        reportó|de acuerdo con informes|según publica|ha publicado que|según fuentes""",
    Class.LEAK: """
        memorando interno|nota interna|documento interno|filtración|filtrado|filtrados|
        en privado|reunión interna|a sus empleados""",
    Class.RUMOUR: """
        rumor|rumores|rumorea|sin confirmar|no confirmado|no confirmada|no verificado|
        no verificada|especulaciones|habladurías""",
    Class.UNCONFIRMED: """
        declinó comentar|declinó hacer comentarios|rehusó comentar|rehusó hacer comentarios|
        {se negó a/se niega a/rechazó/rechaza} {comentar/hacer comentarios/hacer declaraciones/
        confirmar}|no confirmó ni {negó/desmintió}|no quiso comentar|no ha confirmado|no respondió|
        sin comentarios|no ha comentado""",
    Class.DENIAL: """
        niega|negó|niegan|ha negado|desmiente|desmintió|desmienten|rechaza|rechazó|refuta|
        refutó|descarta|descartó|es falso|son falsas|desmentido|
        sin fundamento|carece de fundamento|no es cierto""",
    Class.DISCLAIMER: """
        {no tiene/no hay} planes|no tiene intención|{niega/negó/rechaza/rechazó} {_/las/todas las}
        acusaciones""",
    Class.PLAYED_DOWN: """
        minimiza|minimizó|matiza|matizó|aclara|aclaró|da marcha atrás|dio marcha atrás|
        niega en parte""",
    Class.RETRACTION: """
        se retracta|se retractó|retira su información|retiró su información|retiró el artículo|
        retira el artículo|rectifica su información|retiró su informe""",
    Class.NEGATION: "no|nunca|ningún|ninguna|nadie|sin|ni|jamás",
    Class.CONDITION: "si|salvo que|a menos que",
    Class.VOICE: """
        portavoz|vocero|vocera|consejero delegado|presidente|director ejecutivo|
        director general|fundador|la compañía|la empresa|el grupo|director financiero|
        el gobierno|el tribunal""",
    Class.ONLOOKER: """
        analistas|analista|inversores|inversionistas|expertos|observadores|economistas""",
    Class.BLANK: """
        de lo esperado|mejor de lo previsto|de lo previsto|no solo|no sólo|sin duda|sin embargo""",
}
ITALIAN: Words = {
    Class.DEED: """
        firma|firmano|ha firmato|firmato|chiude|ha chiuso|lancia|ha lanciato|presenta|
        ha presentato|svela|acquista|ha acquistato|acquisisce|ha acquisito|compra|vende|
        ha venduto|annuncia|ha annunciato|annunciano|pubblica|ha pubblicato|nomina|ha nominato|
        licenzia|approva|ha approvato|vieta|investe|ha investito|raccoglie|apre|ha aperto|
        avvia|ha avviato|sigla|ha siglato|stringe|ottiene|amplia|estende|completa|alza|supera|
        debutta|crea|noleggia|affitta|conclude""",
    Class.DEED_NOUN: """
        accordo|contratto|contratti|acquisizione|fusione|partnership|alleanza|intesa|
        finanziamento|ordine|quotazione""",
    Class.RESULTS: """
        risultati|ricavi|utile|utili|utile netto|trimestre|trimestrale|trimestrali|fatturato|
        margine|ebitda""",
    Class.MARKET: """
        chiusura|ha chiuso a|in chiusura|crollo|record storico|massimo storico|seduta|
        sospensione degli scambi|piazza affari""",
    Class.RECORD: """
        comunicato|in un comunicato|nota ufficiale|documento depositato|prospetto|
        dichiarazione|post sul blog|assemblea degli azionisti|conference call|intervista|
        conferenza stampa|lettera agli azionisti|s-1|8-k|6-k""",
    Class.CONFIRM: "conferma|ha confermato|confermano",
    Class.SPEECH: """
        dice|ha detto|afferma|ha affermato|dichiara|ha dichiarato|spiega|ha spiegato|sostiene|
        ha scritto|precisa""",
    Class.INTENT: """
        pianifica|vuole|vogliono|punta a|prevede|intende|progetta|piano|piani|progetto|prepara|
        cerca di|mira a|ambizioni""",
    Class.TALKS: "valuta|valutano|considera|negozia|trattative|trattativa|studia|esplora",
    Class.MODAL: """
        potrebbe|potrebbero|sarebbe|sarebbero|avrebbe|avrebbero|forse|probabilmente|dovrebbe|
        sembra""",
    Class.REPORT: """
        secondo indiscrezioni|indiscrezioni|secondo quanto riportato|riporta|riferisce|
        secondo la stampa|secondo fonti|secondo un rapporto|notizia di""",
    Class.LEAK: """
        nota interna|documento interno|memo interno|trapelato|trapelata|in privato|
        riunione interna|ai dipendenti""",
    Class.RUMOUR: """
        voci di|voci di corridoio|rumor|rumors|non confermato|non confermata|non confermate|
        non verificato|speculazioni|si vocifera""",
    Class.UNCONFIRMED: """
        ha rifiutato di commentare|non ha confermato né {smentito/negato}|
        {non conferma né smentisce/né confermato né smentito}|non ha commentato|non ha risposto|
        no comment|non ha confermato""",
    Class.DENIAL: """
        nega|ha negato|negano|smentisce|ha smentito|smentiscono|smentita|respinge|ha respinto|
        confuta|è falso|sono false|priva di fondamento|prive di fondamento|non è vero""",
    Class.DISCLAIMER: """
        non ha piani|non ha intenzione|{nega/ha negato/respinge/ha respinto} {_/le/tutte le}
        accuse""",
    Class.PLAYED_DOWN: """
        ridimensiona|ha ridimensionato|chiarisce|ha chiarito|minimizza|fa marcia indietro|
        smentisce in parte""",
    Class.RETRACTION: """
        ritira l'articolo|ha ritirato l'articolo|ritratta|ha ritrattato|ritira la notizia|
        ha ritirato la notizia""",
    Class.NEGATION: "non|mai|nessun|nessuna|nessuno|senza|né",
    Class.CONDITION: "se|a meno che",
    Class.VOICE: """
        portavoce|amministratore delegato|ceo|presidente|fondatore|la società|l'azienda|
        il gruppo|direttore finanziario|il governo|il tribunale""",
    Class.ONLOOKER: "analisti|analista|investitori|esperti|osservatori",
    Class.BLANK: "del previsto|delle attese|non solo|senza dubbio",
}
PORTUGUESE: Words = {
    Class.DEED: """
        fecha|fechou|assina|assinou|assinaram|lança|lançou|apresenta|apresentou|compra|comprou|
        adquire|adquiriu|vende|vendeu|anuncia|anunciou|anunciaram|divulga|divulgou|publica|
        publicou|nomeia|nomeou|demite|demitiu|aprova|aprovou|proíbe|proibiu|processa|investe|
        investiu|capta|captou|levanta|levantou|abre|abriu|inicia|iniciou|amplia|ampliou|firma|
        firmou|conclui|concluiu|garante|garantiu|obtém|obteve|aluga|alugou|eleva|elevou|supera|
        superou|cria|criou|estreia|estreou|contrata|acerta|acertou""",
    Class.DEED_NOUN: """
        acordo|contrato|contratos|aquisição|fusão|parceria|aliança|financiamento|rodada|
        encomenda|arrendamento""",
    Class.RESULTS: """
        resultados|receita|receitas|lucro|lucro líquido|trimestre|trimestral|balanço|
        faturamento|ebitda|margem""",
    Class.MARKET: """
        fechamento|fechou em|no fechamento|queda recorde|máxima histórica|sessão|pregão|
        circuit breaker|bolsa""",
    Class.RECORD: """
        comunicado|em comunicado|fato relevante|documento regulatório|prospecto|declaração|
        publicação no blog|assembleia de acionistas|teleconferência|entrevista|
        coletiva de imprensa|carta aos acionistas|s-1|8-k|6-k""",
    Class.CONFIRM: "confirma|confirmou|confirmaram",
    Class.SPEECH: "disse|diz|afirma|afirmou|declarou|explica|explicou|escreveu|destacou|ressaltou",
    Class.INTENT: """
        planeja|planejam|planeia|quer|querem|pretende|pretendem|prepara|plano|planos|projeto|
        busca|buscam|mira|prevê|intenção""",
    Class.TALKS: """
        estuda|estudam|avalia|avaliam|considera|consideram|negocia|negociam|negociações|
        conversas|cogita""",
    Class.MODAL: """
        pode|podem|poderia|poderiam|seria|seriam|teria|teriam|talvez|possivelmente|
        provavelmente|deve|devem|parece""",
    Class.REPORT: """
        segundo relatos|segundo a imprensa|segundo reportagem|reportagem|noticiou|noticia|
        de acordo com reportagem|segundo fontes|segundo informações|relatos de""",
    Class.LEAK: """
        memorando interno|documento interno|vazamento|vazou|vazado|em particular|
        reunião interna|a funcionários""",
    Class.RUMOUR: """
        rumor|rumores|boato|boatos|não confirmado|não confirmada|não verificado|especulações|
        sem confirmação""",
    Class.UNCONFIRMED: """
        não quis comentar|recusou-se a comentar|{negou-se a/se negou a/nega-se a/se recusou a}
        {comentar/confirmar/falar}|rejeitou comentar|não comentou|não respondeu|não confirmou|
        sem comentários""",
    Class.DENIAL: """
        nega|negou|negam|desmente|desmentiu|desmentem|rejeita|rejeitou|refuta|refutou|é falso|
        são falsas|sem fundamento|não procede|não é verdade|descarta|descartou""",
    Class.DISCLAIMER: """
        {não tem/não há} planos|não tem intenção|{nega/negou/rejeita/rejeitou} {_/as/todas as}
        acusações""",
    Class.PLAYED_DOWN: """
        minimiza|minimizou|esclarece|esclareceu|volta atrás|voltou atrás|
        ameniza|nega em parte""",
    Class.RETRACTION: """
        retrata-se|retratou-se|se retratou|retirou a reportagem|retira a reportagem|
        retirou a notícia""",
    Class.NEGATION: "não|nunca|nenhum|nenhuma|ninguém|sem|nem|jamais",
    Class.CONDITION: "se|a menos que|caso",
    Class.VOICE: """
        porta-voz|presidente|diretor executivo|ceo|fundador|a empresa|a companhia|o grupo|
        diretor financeiro|o governo|o tribunal""",
    Class.ONLOOKER: "analistas|analista|investidores|especialistas|observadores",
    Class.BLANK: "do que o esperado|do previsto|do esperado|não só|não apenas|sem dúvida",
}
