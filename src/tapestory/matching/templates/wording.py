"""The terms of each cue, in nine languages, folded."""

from __future__ import annotations

from tapestory.matching.templates.cues import Cue

_VERBS = (
    "rise fall gain drop slip slide slump sink tumble plunge plummet dive surge soar jump "
    "climb rally rebound recover retreat decline dip ease edge inch tick advance pare trim "
    "extend waver wobble stumble struggle swing seesaw stall weaken firm lose shed creep drift "
    "bounce soften falter tank rocket spike slide whipsaw skid sag leap pop tiptoe nosedive"
)
"""What prices do, in the plain form."""
_IRREGULAR = (
    "fell fallen rose risen sank sunk lost losing swung crept slid shed dipped dipping slipped "
    "slipping dropped dropping diving driving easing edged edging advancing trimmed trimming "
    "rallied rallies crashes crashed rebounding declining surging rising plunging sliding "
    "sagging"
)
_ENDS = (
    "open opens opened opening close closes closed closing end ends ended ending finish finishes "
    "finished settle settles settled start starts started trade trades traded"
)
_HOW = (
    "lower|higher|flat|mixed|up|down|slightly lower|slightly higher|sharply lower|sharply higher|"
    "in the red|in the green|at record high|at a record|little changed|steady|week lower|"
    "week higher|mostly higher|mostly lower|broadly higher"
)


def _inflected(verb: str) -> list[str]:
    stem = verb.removesuffix("e")
    plural = f"{verb}es" if verb.endswith(("sh", "ch", "x")) else f"{verb}s"
    return [verb, plural, f"{stem}ed", f"{stem}ing"]


def moves() -> list[str]:
    """Return the English words and phrases for what prices do."""
    verbs = [form for verb in _VERBS.split() for form in _inflected(verb)]
    ends = [f"{verb} {how}" for verb in _ENDS.split() for how in _HOW.split("|")]
    return [*verbs, *_IRREGULAR.split(), *ends]


_RISE = "rise gain surge soar jump climb rally rebound recover advance bounce leap pop rocket firm"
_FALL = (
    "fall drop slip slide slump sink tumble plunge plummet dive retreat decline dip ease lose skid "
    "shed tank sag nosedive weaken soften crater"
)


def ways() -> dict[str, int]:
    """Return the words of `moves` that say where to: up or down."""
    irregular = {
        **dict.fromkeys(_UP_FORMS.split(), Cue.UP),
        **dict.fromkeys(_DOWN_FORMS.split(), Cue.DOWN),
    }
    up = {form: Cue.UP for verb in _RISE.split() for form in _inflected(verb)}
    down = {form: Cue.DOWN for verb in _FALL.split() for form in _inflected(verb)}
    return {**irregular, **up, **down}


_UP_FORMS = "rose risen rallied rallies rebounding surging rising"
_DOWN_FORMS = (
    "fell fallen sank sunk lost losing slid shed dipped dipping slipped slipping dropped dropping "
    "diving crashes crashed declining plunging sliding sagging"
)

TERMS: dict[int, str] = {
    Cue.UP: (
        "higher|up|in the green|record high|hits record high|record close|best day|hits a record|"
        "steigt|steigen|legt zu|legen zu|im plus|klettert|gewinnt|gewinnen|erholt sich|"
        "grimpe|grimpent|progresse|progressent|en hausse|bondit|rebondit|dans le vert|"
        "sube|suben|repunta|rebota|gana|en verde|al alza|avanza|se dispara|"
        "em alta|avança|avançam|sobem|dispara|вырос|выросли|растет|растёт|растут|ростом|подорожал|"
        "подорожала|подорожало|涨|漲|收涨|收漲|上涨|上漲|大涨|大漲|暴涨|暴漲|走高|高开|高開|反弹|反彈|拉升|"
        "飙升|飆升|收高|收红|收紅|走强|走強|集体收涨|创新高|創新高|升破|站上|"
        "상승|급등|폭등|반등|강세|돌파|올라|상승세|강보합|"
        "続伸|反発|急騰|大幅高|上昇|値上がり|円高|全面高|上げ|堅調|小反発|小幅高|最高値"
    ),
    Cue.DOWN: (
        "lower|down|in the red|under pressure|worst day|lower open|points lower|"
        "fällt|fallen|sinkt|sinken|gibt nach|geben nach|im minus|stürzt ab|rutscht|verliert|"
        "verlieren|bricht ein|brechen ein|recule|reculent|chute|chutent|en baisse|dans le rouge|"
        "plonge|plongent|s'effondre|cae|caen|se desploma|se desploman|pierde|en rojo|a la baja|"
        "retrocede|se hunde|cai|caem|em baixa|em queda|recua|recuam|despenca|no vermelho|"
        "упал|упали|упала|падает|падают|снизился|снизились|снизилась|снижается|снижением|подешевел|"
        "подешевела|подешевело|рухнул|рухнули|обвалился|обвалились|"
        "跌|收跌|下跌|大跌|暴跌|重挫|走低|低开|低開|回落|跳水|收低|收黑|下挫|走弱|集体收跌|熔断|熔斷|崩盘|"
        "崩盤|失守|跌破|하락|급락|폭락|약세|붕괴|추락|내려|하락세|급락세|약보합|"
        "続落|反落|急落|暴落|大幅安|下落|値下がり|円安|全面安|下げ|軟調|小幅安"
    ),
    Cue.MOVE: (
        "lower|higher|flat|mostly flat|mixed|steady|little changed|in the red|in the green|up|"
        "down|under pressure|lower open|held back|shaken|points lower|points higher|hit record|"
        "hits record|hits a record|hits record high|record close|worst day|best day|recap|muted|"
        "subdued|steigt|steigen|fällt|sinkt|sinken|legt zu|legen zu|gibt nach|geben nach|im plus|"
        "im minus|schließt|schließen|stürzt ab|klettert|rutscht|verliert|verlieren|gewinnt|"
        "gewinnen|kaum verändert|erholt sich|bricht ein|brechen ein|recule|reculent|grimpe|"
        "grimpent|chute|chutent|progresse|progressent|clôture|clôturent|termine|terminent|finit|"
        "finissent|en hausse|en baisse|dans le rouge|dans le vert|bondit|plonge|plongent|"
        "s'effondre|rebondit|repart|cae|caen|sube|suben|cierra|cierran|abre|abren|se desploma|"
        "se desploman|repunta|rebota|gana|pierde|en rojo|en verde|al alza|a la baja|avanza|"
        "retrocede|se dispara|se hunde|cai|caem|fecha|fecham|em alta|em baixa|em queda|recua|"
        "recuam|avança|avançam|dispara|sobem|despenca|opera em|no vermelho|вырос|выросли|упал|"
        "упали|упала|растет|растёт|растут|падает|падают|снизился|снизились|снизилась|снижается|"
        "снижением|ростом|подешевел|подешевела|подорожал|подорожала|подорожало|подешевело|рухнул|"
        "рухнули|обвалился|обвалились|закрылся|закрылись|涨|跌|漲|收涨|收漲|收跌|上涨|上漲|下跌|"
        "大涨|大漲|大跌|暴跌|暴涨|暴漲|重挫|走高|走低|高开|高開|低开|低開|反弹|反彈|回落|跳水|"
        "拉升|飙升|飆升|收高|收低|收平|收红|收紅|收黑|震荡|震盪|下挫|走弱|走强|走強|集体收涨|"
        "集体收跌|涨跌不一|漲跌互見|熔断|熔斷|创新高|創新高|崩盘|崩盤|失守|升破|跌破|站上|상승|"
        "하락|급등|급락|폭락|폭등|마감|반등|강세|약세|보합|혼조|출발|붕괴|돌파|추락|올라|내려|"
        "상승세|하락세|급락세|약보합|강보합|続落|続伸|反発|反落|急落|急騰|暴落|大幅安|大幅高|"
        "上昇|下落|値上がり|値下がり|円安|円高|終値|高値|安値|小動き|全面安|全面高|下げ|上げ|"
        "まちまち|伸び悩み|軟調|堅調|小反発|小幅安|小幅高|最高値"
    ),
    Cue.WRAP: (
        "market wrap|markets wrap|stocks wrap|wall street wrap|closing bell|opening bell|"
        "market close|market snapshot|market summary|market recap|markets recap|market roundup|"
        "markets roundup|market round-up|stock market news|stock market today|markets today|"
        "market update|stock market update|market briefing|market review|daily market|"
        "market daily|markets desk|morning bid|morning market|midday market|stock market live|"
        "before the bell|after the bell|premarket movers|pre-market movers|after-hours movers|"
        "market movers|biggest movers|stocks today|today's stock market|today's markets|"
        "post market|us commentary|market commentary|market hustle|midday movers|marktbericht|"
        "börsenbericht|aktien frankfurt|aktien new york|aktien europa|aktien asien|"
        "börse am morgen|börse am mittag|börse am abend|börsen-ticker|point marchés|point marché|"
        "clôture des marchés|séance boursière|cierre de mercado|cierre de mercados|"
        "apertura de mercados|apertura de la bolsa|fechamento do mercado|fechamento de mercado|"
        "mercado hoje|mercados hoje|resumo do mercado|обзор рынка|итоги торгов|"
        "итоги дня на рынке|рынки сегодня|收评|收評|午评|午評|早评|收盘播报|隔夜外盘|隔夜美股|"
        "a股复盘|시황|마감시황|장마감|장 마감|장중시황|개장시황|증시 마감|증시마감|증시 요약|"
        "증시 브리핑|마켓 뷰|마켓뷰|오늘의 증시|마감 시황|今日の株式|明日の株式|明日の戦略|"
        "株式市場まとめ|市場概況|株式概況"
    ),
    Cue.CLOSE: (
        "盘前|盤前|盘后|盤後|收盘|收盤|早盘|早盤|午盘|午盤|尾盘|尾盤|开盘|開盤|盘面|盤面|复盘|"
        "復盤|大引け|寄り付き|前引け|前場|後場|市況|概況|장중|개장|closing|opening|midday|"
        "premarket|pre-market"
    ),
    Cue.TODAY: (
        "today|this morning|right now|heute|hoy|hoje|aujourd'hui|сегодня|今日|今天|오늘|本日"
    ),
    Cue.PRICE: (
        "share price|share price today|stock price|stock price today|stock today|shares today|"
        "aktienkurs|cours de l'action|股价|股價|주가|株価"
    ),
    Cue.RESULTS: (
        "quarterly results|quarterly profit|quarterly profits|quarterly loss|quarterly earnings|"
        "quarterly revenue|quarterly net loss|quarterly net profit|quarter results|"
        "quarter earnings|annual results|annual profit|full-year results|full year results|"
        "full-year profit|half-year results|half-year profit|interim results|interim profit|"
        "preliminary results|results beat|earnings beat|earnings beats|earnings miss|"
        "earnings misses|beats on earnings|misses on earnings|earnings top|earnings surge|"
        "earnings call|earnings call transcript|earnings results|earnings report|"
        "earnings release|earnings recap|earnings transcript|beats earnings|misses earnings|"
        "tops earnings|beats estimates|misses estimates|tops estimates|eps beats|eps misses|"
        "revenue beats|revenue misses|profit beats|profit misses|beats profit estimates|"
        "tops profit estimates|quartalszahlen|quartalsergebnis|quartalsgewinn|quartalsverlust|"
        "quartalsbilanz|halbjahreszahlen|halbjahresgewinn|jahreszahlen|jahresgewinn|"
        "geschäftszahlen|bilanzvorlage|résultats trimestriels|résultats semestriels|"
        "résultats annuels|bénéfice trimestriel|bénéfice net|résultat net|"
        "chiffre d'affaires trimestriel|resultados trimestrales|resultados anuales|"
        "ganancias trimestrales|beneficio neto|resultados trimestrais|lucro líquido|"
        "prejuízo líquido|resultado trimestral|balanço do|чистая прибыль|чистый убыток|"
        "чистую прибыль|чистой прибыли|финансовые результаты|отчетность по мсфо|"
        "отчётность по мсфо|прибыль по мсфо|прибыль по рсбу|квартальная прибыль|财报|財報|季报|"
        "季報|年报|年報|中报|半年报|半年報|业绩快报|营收净利|净利润同比|淨利潤同比|净利同比|"
        "归母净利|歸母淨利|净利润|淨利潤|业绩会|業績會|法说会|法說會|财报电话会|영업이익|"
        "당기순이익|순이익|영업손실|잠정실적|어닝서프라이즈|어닝 서프라이즈|어닝쇼크|어닝 쇼크|"
        "실적발표|실적 발표|깜짝실적|깜짝 실적|컨퍼런스콜|컨콜|決算|四半期決算|営業利益|純利益|"
        "最終利益|経常利益|最終赤字|増収増益|減収減益|増益|減益|純損益"
    ),
    Cue.PROFIT: (
        "营收|營收|매출|매출액|売上高|profit|profits|earnings|net income|net profit|net loss|eps|"
        "operating profit|operating profits|operating income|operating loss|ebitda|gewinn|"
        "überschuss|nettogewinn|bénéfice|bénéfices|beneficio|beneficios|ganancias|utilidades|"
        "lucro|прибыль|убыток|业绩|業績|净利|淨利|盈利|净亏损|每股收益|순익|순손실|실적|経常益|"
        "営業益|純利益"
    ),
    Cue.SALES: (
        "gana|lucra|verdient|revenue|revenues|results|sales|loss|umsatz|verlust|ergebnis|"
        "chiffre d'affaires|perte nette|résultats|ingresos|pérdidas|resultados|prejuízo|receita|"
        "balanço|выручка|выручку|亏损|虧損|利润|利潤|흑자|적자|赤字|黒字|売上収益|利益"
    ),
    Cue.TELLS: (
        "reports|reported|posts|posted|logs|logged|books|swings to|swung to|announces|delivers|"
        "meldet|verdient|erzielt|publie|registra|reporta|gana|lucra|получил|получила|公布|發布|"
        "发布|发表|기록|발표|달성|発表"
    ),
    Cue.REPORT: (
        "beats|beat|misses|missed|tops|topped|smashes|crushes|top estimates|tops expectations|"
        "top expectations|beats expectations|beat expectations|misses expectations|"
        "above estimates|below estimates|tops forecasts|beats forecasts|misses forecasts|"
        "year-on-year|year over year|doubles|triples|quadruples|widens|narrows|halves|miss|"
        "shrinks|grows|grew|jump|jumps|jumped|rises|rise|rose|falls|fall|fell|surges|surge|"
        "surged|soars|soar|soared|drops|drop|dropped|slumps|slump|slumped|plunges|plunge|plunged|"
        "climbs|climb|climbed|declines|decline|declined|tumbles|tumble|gains|slides|sinks|sink|"
        "dips|up|down|steigert|übertrifft|verfehlt|steigt|sinkt|bricht ein|dépasse|bondit|recule|"
        "progresse|en hausse|en baisse|supera|aumenta|crece|sube|cae|cresce|sobe|cai|выросла|"
        "сократилась|снизилась|увеличил|увеличила|упала|вырос|сократил|同比|环比|按年|按季|年增|"
        "年減|季增|季減|增长|增長|下滑|下降|超预期|超預期|不及预期|不及預期|低于预期|高于预期|"
        "好于预期|低於預期|高於預期|優於預期|符合预期|大增|大减|翻倍|暴增|激增|扭亏|转亏|创新高|"
        "跌|涨|전년比|전년 대비|전년대비|증가|감소|사상 최대|역대 최대|흑자전환|적자전환|급증|"
        "급감|껑충|예상 상회|예상치 상회|예상 하회|예상치 하회|전망치 상회|돌파|상승|하락|倍|増|"
        "減|最高益|過去最高|予想上回る|予想下回る|前年同期比|上昇|下落"
    ),
    Cue.AHEAD: (
        "earnings preview|results preview|preview|ahead of earnings|ahead of results|"
        "ahead of its earnings|ahead of q|before earnings|what to expect|to report|to release|"
        "set to report|on deck|earnings due|due to report|earnings loom|earnings looms|"
        "ahead of tomorrow's earnings|heading into earnings|countdown to earnings|earnings date|"
        "before its earnings|eve of earnings|will report|to announce|awaits earnings|"
        "await earnings|vor zahlen|vor den zahlen|vor den quartalszahlen|vor quartalszahlen|"
        "avant les résultats|avant ses résultats|antes de resultados|antes de sus resultados|"
        "previa de resultados|antes do balanço|o que esperar|prévia|qué esperar|"
        "перед отчетностью|перед отчётностью|перед публикацией отчетности|前瞻|财报前|財報前|"
        "将公布|將公布|即将公布|即將公布|即将发布|将发布|财报预览|財報預覽|将于|將於|앞두고|"
        "프리뷰|관전포인트|관전 포인트|발표 예정|を控え|発表前|プレビュー|決算待ち"
    ),
    Cue.FORECAST: (
        "could|ahead of|expected|expects|sees|seen|forecast|forecasts|outlook|guidance|estimates|"
        "expectations|may|likely|erwartet|ausblick|prognose|attendus|attendu|espera|prévoit|"
        "prevê|прогноз|ожидает|ожидания|料|预计|預計|预期|預期|预测|預測|或将|전망|예상|예고|"
        "見通し|予想"
    ),
    Cue.RATING: (
        "price target|price targets|target price|upgraded to buy|upgrades to buy|"
        "upgraded to overweight|upgraded to outperform|downgraded to hold|downgraded to sell|"
        "downgraded to neutral|downgraded to underperform|downgraded to underweight|cut to hold|"
        "cut to sell|cut to neutral|raised to buy|raised to overweight|raised to outperform|"
        "initiates coverage|initiated coverage|starts coverage|reiterates buy|buy rating|"
        "sell rating|hold rating|overweight rating|outperform rating|neutral rating|"
        "underweight rating|analyst rating|analyst ratings|analyst upgrade|analyst downgrade|"
        "stock rating|pt raised|pt cut|street-high target|consensus rating|kursziel|"
        "kaufempfehlung|hebt auf buy|senkt auf hold|belässt|analysten-flash|objectif de cours|"
        "cours cible|relève sa recommandation|precio objetivo|preço-alvo|preço alvo|целевая цена|"
        "целевую цену|таргет|目标价|目標價|上调评级|下调评级|上調評級|下調評級|买入评级|買入評級|"
        "增持评级|维持买入|首予|목표주가|목표가|투자의견|目標株価|投資判断|レーティング"
    ),
    Cue.LIVE: (
        "live blog|liveblog|live-blog|live updates|live update|live ticker|live-ticker|"
        "liveticker|newsticker|news-ticker|newsblog|live coverage|rolling coverage|"
        "as it happened|latest updates|live news|minute by minute|live recap|im ticker|"
        "suivez en direct|minuto a minuto|última hora, en directo|noticias en vivo|en vivo:|"
        "онлайн-трансляция|хроника дня|онлайн трансляция|текстовая трансляция|图文直播|文字直播|"
        "滚动更新|滾動更新|实时更新|即时更新|실시간 업데이트|실시간 중계|ライブ更新|ライブブログ|"
        "ライブ速報|テキスト速報"
    ),
    Cue.ROUND_UP: (
        "news roundup|news round-up|weekly roundup|weekly round-up|daily roundup|daily round-up|"
        "week in review|week in pictures|the week in|highlights of the week|weekly digest|"
        "weekly recap|weekly wrap|weekly newsletter|newsletter:|daily digest|daily briefing|"
        "morning briefing|evening briefing|your briefing|morning brief|daily brief|morning note|"
        "morning newsletter|news briefs|news in brief|in brief:|top stories|top headlines|"
        "things you need to know|things to know this|things to know today|things to know before|"
        "things to know for|stories you need to know|stories of the day|stories of the week|"
        "stories you may have missed|stories you can't miss|what you missed|news wrap|"
        "daily docket|daily report|morning buzz|morning buzzers|links of the week|"
        "best of the week|news summary|news digest|international markets roundup|weekend roundup|"
        "weekend round-up|markets roundup:|roundup|round-up|wrap:|wochenrückblick|"
        "das wichtigste des tages|nachrichten am morgen|nachrichten kompakt|nachrichtenüberblick|"
        "die wichtigsten nachrichten|tagesrückblick|morgenlage|kurznachrichten|revue de presse|"
        "l'essentiel de l'actualité|l'actu en bref|les infos à retenir|récap de la semaine|"
        "l'essentiel de la semaine|resumen de noticias|resumen de la semana|resumen semanal|"
        "noticias del día|titulares del día|lo más destacado de la semana|"
        "las noticias más importantes|resumo do dia|resumo da semana|notícias do dia|"
        "principais notícias|destaques da semana|главное за день|главное за неделю|итоги недели|"
        "главные новости|новости к этому часу|дайджест|обзор прессы|главное к утру|早报|早報|"
        "晚报|晚報|周报|週報|财经早餐|见闻早餐|晨报|晨報|要闻汇总|要聞匯總|要闻速览|要闻回顾|"
        "一周要闻|今日要闻|隔夜要闻|要闻精选|新闻速递|新闻汇总|热点汇总|头条汇总|一周回顾|"
        "一周热点|早知道|早参|晚间公告|公告汇总|公告精选|모닝브리핑|모닝 브리핑|뉴스브리핑|"
        "뉴스 브리핑|주요뉴스|주요 뉴스|간추린 뉴스|한주간|주간 브리핑|조간 브리핑|오늘의 뉴스|"
        "ニュースまとめ|今週のまとめ|今日のニュース|今日の主なニュース|ニュースダイジェスト|"
        "週間まとめ|主要ニュース"
    ),
    Cue.CALENDAR: (
        "week ahead|the week ahead|day ahead|economic calendar|earnings calendar|stocks to watch|"
        "shares to watch|what to watch this week|what to watch in markets|what to watch today|"
        "what to watch tonight|factors to watch|things to watch|what to watch for this week|"
        "investor calendar|this week in markets|earnings this week|coming up this week|"
        "dividend calendar|ipo calendar|tv schedule|calendar of events|wellness calendar|"
        "events calendar|market outlook for the week|wochenvorschau|wochenausblick|tagesvorschau|"
        "termine der woche|termine des tages|terminkalender|börse: die woche|"
        "agenda de la semaine|l'agenda de la semaine|agenda économique|la semaine à venir|"
        "agenda de la semana|agenda semanal|qué esperar esta semana|agenda económica|"
        "la agenda del día|agenda da semana|agenda econômica|agenda do dia|"
        "o que esperar da semana|календарь инвестора|чего ждать на неделе|события недели|"
        "календарь событий|本周看点|下周看点|下周前瞻|本周前瞻|财经日历|財經日曆|今日看点|"
        "一周前瞻|周前瞻|投资日历|重磅日程|이번주 일정|이번 주 일정|주간 일정|주간일정|"
        "오늘의 일정|증시캘린더|증시 캘린더|다음주 일정|今週の予定|来週の予定|今日の予定|"
        "今週の注目|来週の相場|今週の相場|注目銘柄|経済カレンダー|今日の注目|決算カレンダー|"
        "決算予定"
    ),
    Cue.BAR: (
        "medal|medals|olympic|olympics|olympia|medallist|election|elections|gdp|economy|"
        "jobless claims|unemployment|fundraising|campaign|touchdown|lakers|coach|episode|"
        "industrial profits|wage|wages|average earnings|weekly earnings|hourly earnings|pay growth|"
        "corporate profits|profit-taking|profit taking|industriegewinne|"
        "выборы|выборов|奥运|奧運|五輪|올림픽|金牌|금메달|金メダル|选举|選挙|선거|高考|失业率|"
        "国内生产总值|国内総生産|工业利润|工业企业利润"
    ),
    Cue.NONE: (
        "non-profit|nonprofit|for-profit|profit warning|exam results|test results|search results|"
        "trial results|study results|wall street journal|wall street bank|wall street banks|"
        "wall street firms|wall street giant|wall street giants|wall street analyst|"
        "wall street analysts|wall street veteran|occupy wall street|wall street reform|"
        "dow chemical|dow inc|dow component|nasdaq inc|nasdaq-listed|s&p global|"
        "s&p global ratings|s&p ratings|s&p capital iq|标普全球|标普评级|market share|oil spill|"
        "oil painting|olive oil|palm oil|cooking oil|goldman|sales tax|sales chief|"
        "earnings season|reporting season|财报季|財報季|어닝시즌|어닝 시즌|実績|决算案|"
        "決算委員会|決算案|联合早报|聯合早報|北京晚报|新民晚报|羊城晚报|齐鲁晚报|扬子晚报|"
        "东方早报|重庆晨报|南华早报|南華早報|新闻晨报|北京晨报|业绩预告|大湾区|新股市|城市盘|"
        "楼盘开盘|开盘价|收盘价|直播带货|이익공유|성과급"
    ),
}
"""Cue → its terms, parted by bars; the longest term at a place counts. Terms of no cue are names
and set phrases that only look like one."""
