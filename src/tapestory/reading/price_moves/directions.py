"""Language → the words that say that a price went up or down."""

from __future__ import annotations

ENGLISH_DOWN = r"""
    f(?:all|alls|ell|allen|alling)|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|slump(?:s|ed|ing)?|
    sl(?:ide|ides|id|idden|iding)|s[aiu]nk(?:s|ing)?|sunken|tumbl(?:e|es|ed|ing)|plung(?:e|es|ed|
    ing)|
    plummet(?:s|ed|ing)?|crash(?:es|ed|ing)?|crater(?:s|ed|ing)?|los(?:e|es|t|ing|s|ses)|
    shed(?:s|ding)?|slip(?:s|ped|ping)?|retreat(?:s|ed|ing)?|dip(?:s|ped|ping)?|down|lower|
    decreas(?:e|es|ed|ing)|sell-?off|selling\s+off|div(?:e|es|ed|ing)|dove|nosediv(?:e|ed|es|ing)|
    crumbl(?:e|es|ed|ing)|weaken(?:s|ed|ing)?|skid(?:s|ded|ding)?|tank(?:s|ed|ing)?|
    collaps(?:e|es|ed|ing)|eas(?:e|es|ed|ing)|(?:gave|giv(?:e|es|en|ing))\s+(?:up|back)|
    pull(?:s|ed|ing)?[\s-]back|pullback|knock(?:s|ed|ing)?|cut(?:s|ting)?\s+by|
    wip(?:e|es|ed|ing)\s+(?:out|off)|eras(?:e|es|ed|ing)|soften(?:s|ed|ing)?|softer|weaker|
    downturn|
    rout|haircut|swoon(?:s|ed|ing)?|sag(?:s|ged|ging)?|stumbl(?:e|es|ed|ing)|spiral(?:s|led|ling)|
    bl(?:ed|eed|eeds|eeding)|surrender(?:s|ed|ing)?|backtrack(?:s|ed|ing)?|correct(?:ed|s)|
    depreciat(?:e|es|ed|ing)|free-?fall(?:s|ing)?|melt(?:s|ed|ing)?\s+down|meltdown|
    dent(?:s|ed|ing)?|shav(?:e|es|ed|ing)\s+off|drag(?:s|ged|ging)?|hammer(?:s|ed|ing)|
    off(?=\s+(?:by\s+|about\s+|around\s+|some\s+|nearly\s+|almost\s+|over\s+|more\s+than\s+|
        as\s+much\s+as\s+|roughly\s+|another\s+|a\s+further\s+)?\d)"""

ENGLISH_UP = r"""
    r(?:ose|ise|ises|isen|ising)|gain(?:s|ed|ing)?|jump(?:s|ed|ing)?|climb(?:s|ed|ing)?|
    surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|rall(?:y|ies|ied|ying)|advanc(?:e|es|ed|ing)|
    up(?!\s+(?:to|the|for|with|against|until|till)\b)|higher|add(?:s|ed|ing)?|increas(?:e|es|ed|
    ing)|spik(?:e|es|ed|ing)|rebound(?:s|ed|ing)?|
    recover(?:s|ed|ing|y)?|(?:sky)?rocket(?:s|ed|ing)?|pop(?:s|ped|ping)?|rip(?:s|ped|ping)|
    leap(?:s|ed|ing|t)?|sho(?:t|ot|ots|oting)\s+(?:up|higher)|bounc(?:e|es|ed|ing)|uptick|upswing|
    (?:edg|inch|ratchet|tick|creep|crept|nudg)(?:e|es|ed|ing|s)?\s+(?:up|higher)|put(?:s|
    ting)?\s+on|
    firm(?:s|ed|ing)|firmer|strengthen(?:s|ed|ing)?|stronger|appreciat(?:e|es|ed|ing)|
    zoom(?:s|ed|ing)?|vault(?:s|ed|ing)?|lift(?:s|ed|ing)?|boost(?:s|ed|ing)?|tack(?:s|ed|
    ing)?\s+on|
    catapult(?:s|ed|ing)?|roar(?:s|ed|ing)?|explod(?:e|es|ed|ing)|swell(?:s|ed|ing)?|
    ran\s+up|run-?up|propel(?:s|led|ling)?|balloon(?:s|ed|ing)?|moon(?:s|ed|ing)"""

GERMAN_DOWN = r"""
    fällt|fiel(?:en)?|fallen|gefallen|s(?:i|a)nk(?:t|en)?|gesunken|verl(?:or|iert|oren|ieren)|
    g(?:ab(?:en)?|ibt|eben)(?=[^.;]{0,60}\b(?:nach|ab)\b)|nachgegeben|abgegeben|
    (?:ab|ein)?(?:ge)?stürz(?:t|te|ten|en)|br(?:icht|ach(?:en)?|echen)(?=[^.;]{0,60}\bein\b)|
    eingebrochen|einbr(?:uch|echen)|(?:ab|aus)?(?:ge)?rutsch(?:t|te|ten|en)|kursrutsch|
    büß(?:t|te|ten|en)|eingebüßt|(?:ab)?(?:ge)?sack(?:t|te|ten|en)|knick(?:t|te|ten|en)|
    tauch(?:t|te|ten|en)|purzel(?:n|t|te|ten)|bröckel(?:n|t|te|ten)|schwächer|tiefer|leichter|
    niedriger|nach\s+unten|abwärts|bergab|runter|minus|kursverlust(?:e|en)?|kursrückgang|
    abschlag|kurssturz|rückgang"""

GERMAN_UP = r"""
    st(?:ieg(?:en)?|eigt|eigen|eigerte|eigern)|gestiegen|leg(?:t|te|ten|en)(?=[^.;]{0,60}\bzu\b)|
    zu(?:ge)?leg(?:t|en)|gew(?:ann|annen|innt|innen|onnen)|(?:ge)?kletter(?:n|t|te|ten)|
    spr(?:ingt|ang|angen|ingen|ung)|gesprungen|kurssprung|z(?:ieht|og|ogen|
    iehen)(?=[^.;]{0,60}\ban\b)|
    angezogen|sch(?:ießt|oss|ossen|ießen)|hochgeschossen|verteuer(?:t|te|ten)|
    erhol(?:t|te|ten|en)|rück(?:t|te|ten)(?=[^.;]{0,60}\bvor\b)|avancier(?:t|te|ten)|plus|höher|
    nach\s+oben|aufwärts|bergauf|
    fester|aufschlag|kursplus|kursgewinn(?:e|en)?|anstieg|haussier(?:t|te|ten)"""

FRENCH_DOWN = r"""
    baiss(?:e|ent|é|er|ait|ant)|recul(?:e|ent|é|er|ait|ant)?|chut(?:e|ent|é|er|ait|aient|ant)|
    plong(?:e|ent|é|er|eait|eant)|perd(?:ent|re|u|ait|ant)?|c(?:è|é)d(?:e|ent|é|er|ait|ant)|
    lâch(?:e|ent|é|er|ait|ant)|tomb(?:e|ent|é|er|ait|ant)|dégringol\w+|effondr\w+|dévis\w+|
    décroch\w+|fléchi(?:t|ssent|r|ssait)?|repli(?:e|ent|é|er)?|abandonn(?:e|ent|é|er|ait|ant)|
    gliss(?:e|ent|é|er|ait|ant)|régress\w+|dégring\w+|rétrograd\w+"""

FRENCH_UP = r"""
    gagn(?:e|ent|é|er|ait|ant)|progress(?:e|ent|é|er|ait|ion|ant)|grimp(?:e|ent|é|er|ait|ant)|
    bondi(?:t|r|ssent|ssait|ssant)?|bond|hausse|mont(?:e|ent|é|er|ait|ant)|envol\w+|
    adjug(?:e|ent|eait|eant)|pren(?:d|nent|ait|ant)|rebondi\w*|rebond|appréci\w+|flamb\w+|
    augment\w+|avanc(?:e|ent|é|er|ait)|remont(?:e|ent|é|er|ait)|explos(?:e|ent|é|er|ait)|
    (?:re)?prend|saut(?:e|ent|é|er|ait)"""

SPANISH_DOWN = r"""
    ca(?:e|en|yó|yeron|ía|ían|ído|er|yendo)|caída|baj(?:a|an|ó|aron|aba|aban|ado|ar|ando)|
    pierd(?:e|en)|perd(?:ió|ieron|er|ido|ía|ían|iendo)|desplom\w+|desplome|hund(?:e|en|ió|ieron|
    ido|ía)|
    hundi\w+|retroc(?:ed|es)\w+|desc(?:end|iend)\w+|descenso|ced(?:e|en|ió|ieron|ido|ía|er)|
    derrumb\w+|
    se\s+dej(?:a|an|aba|aban|ó|aron)|recort(?:a|an|ó|aron|aba)|depreci\w+|tropiez\w+|tropez\w+"""

SPANISH_UP = r"""
    sub(?:e|en|ió|ieron|ía|ían|ido|ir|iendo)|subida|gan(?:a|an|ó|aron|aba|aban|ado|ar|ando)|
    avanz\w+|
    avance|repunt\w+|escal(?:a|an|ó|aron|aba|ado)|dispar(?:a|an|ó|aron|aba|ado|ar)|
    trep(?:a|an|ó|aron|aba|ado)|salt(?:a|an|ó|aron|aba|ado)|rebot\w+|aument\w+|alza|sum(?:a|an|ó|
    aron|aba)|
    revaloriz\w+|apreci\w+|remont(?:a|an|ó|aron|ado)"""

PORTUGUESE_DOWN = r"""
    ca(?:i|em|iu|íram|ía|ía[mn]|ído|ir|indo)|queda|recu(?:a|am|ou|aram|ava|avam|ar|ado|o)|
    perd(?:e|em|eu|eram|ia|iam|ido|er|endo)|despenc\w+|tomb(?:a|am|ou|aram|o)|desab\w+|
    ced(?:e|em|eu|eram|ia|ido|er)|desvaloriz\w+|derret\w+|afund\w+|baix(?:a|am|ou|aram|ava|ado)|
    retra(?:i|iu|ção|ção)|encolh\w+|depreci\w+"""

PORTUGUESE_UP = r"""
    sob(?:e|em)|sub(?:iu|iram|ia|iam|ido|ir|indo|ida)|avanç\w+|ganh(?:a|am|ou|aram|ava|o|ar|ando)|
    salt(?:a|am|ou|aram|ava|o)|dispar(?:a|am|ou|aram|ada|ava)|valoriz\w+|alta|aument\w+|
    escal(?:a|am|ou|aram)|elev(?:a|am|ou|aram)|apreci\w+|recuper\w+"""

ITALIAN_DOWN = r"""
    cal(?:a|ano|ato|ati|o|i|ava|avano|are|ando)|cad(?:e|ono|uto|uta|endo|uta)|perd(?:e|ono|eva|
    endo)|
    pers[oaie]|croll(?:a|ano|ato|ata|o|i|ava|are)|scend(?:e|ono|eva|endo)|sces[oaie]|
    ced(?:e|ono|uto|eva|endo)|arretr(?:a|ano|ato|ata|ando)|lasci(?:a|ano|ato)\s+sul\s+terreno|
    ribass(?:o|i|a|ano|ato)|affond(?:a|ano|ato|ata|o)|scivol(?:a|ano|ato|ata|one)|
    precipit(?:a|ano|ato|ata)|tonf[oi]|flession[ei]|discesa|deprezz\w+"""

ITALIAN_UP = r"""
    sal(?:e|gono|ito|ita|iti|ite|endo|iva|ire|ì)|guadagn(?:a|ano|ato|ata|o|i|ava|are|ando)|
    balz(?:a|ano|ato|ata|o|i)|vol(?:a|ano|ato|ata)|avanz(?:a|ano|ato|ata|ando)|rimbalz(?:a|ano|
    ato|o|i)|
    rialz(?:o|i|a|ano|ato)|schizz(?:a|ano|ato|ata)|progress[oi]|aument\w+|impenn(?:a|ano|ata)|
    apprezz\w+|recuper(?:a|ano|ato|o)|sal(?:ta|tano|tato)"""

DUTCH_DOWN = r"""
    daal(?:t|de|den)|dal(?:en|ing)|gedaald|zak(?:t|te|ten|ken)|gezakt|verlie(?:s|st|zen)|
    verlo(?:or|ren)|(?:ge)?kelder(?:t|de|den|en|d)|duik(?:t|en)|do(?:ok|ken)|gedoken|
    (?:in)?(?:ge)?lever(?:t|de|den|d)(?=[^.;]{0,40}\bin\b)|ingeleverd|tuimel(?:t|de|den|en)|
    (?:in)?(?:ge)?stort(?:t|te|ten|en)?|lager|min|kelder(?:ing|t)|verzwak(?:t|te|ten)"""

DUTCH_UP = r"""
    stijg(?:t|en|ing)|st(?:eeg|egen)|gestegen|win(?:t|nen)|won(?:nen)?|gewonnen|klim(?:t|men)|
    klom(?:men)?|geklommen|spring(?:t|en)|spr(?:ong|ongen)|gesprongen|plus|hoger|
    herstel(?:t|de|den|d)|veer(?:t|de|den)|opgeveerd|koerswinst"""

RUSSIAN_DOWN = r"""
    упа(?:л|ла|ло|ли|ть|вш\w+|ду\w*)|пада(?:ет|ют|л|ла|ло|ли|я)|падени\w+|сниз(?:ил|ят)\w*|
    снижа\w+|
    снижени\w+|рухну\w+|обвал\w*|подешеве\w+|дешеве\w+|потеря(?:л|ла|ло|ли|в)|
    теря(?:ет|ют|л|ла|ли)|просе(?:л|ла|ло|ли)|просад\w+|опусти\w+|опуска\w+|скати\w+|минус\w*|
    откати\w+|обруши\w+"""

RUSSIAN_UP = r"""
    вырос\w*|раст(?:ет|ёт|ут)|рос(?:ла|ло|ли|т|та|том)|подорожа\w+|дорожа\w+|подня(?:л|ла|ло|
    ли)\w*|
    поднима\w+|прибав\w+|взлет\w+|подскоч\w+|повыс\w+|укреп\w+|плюс\w*|отскоч\w+|подпрыгн\w+"""

CHINESE_DOWN = r"""
    跌(?!停板制)|挫|下滑|走低|回落|低开|低開|低收|收低|收黑|翻黑|翻绿|翻綠|砸盘|砸盤|跳水|缩水|
    縮水|走弱|
    走软|走軟|下探|下杀|下殺|下行|下降|滑落|蒸发|蒸發|崩盘|崩盤|重摔|贬值|貶值|失血"""

CHINESE_UP = r"""
    [涨漲](?![价價停])|涨停|漲停|飙升|飆升|飆高|攀升|上扬|上揚|走高|拉升|反弹|反彈|彈升|弹升|
    回升|收高|
    收红|收紅|翻红|翻紅|高开|高開|走扬|走揚|走强|走強|上行|上升|冲高|衝高|劲扬|勁揚|大升|急升|升值|
    升(?=[逾超近约約幅至]?\s?\d)"""

KOREAN_DOWN = r"""
    급락|하락|폭락|추락|반락|내린|내려|내렸|내리|내림세|떨어|밀린|밀렸|밀려|밀리|약세|빠진|빠졌|
    빠지|
    빠져|미끄러|주저앉|곤두박질|무너|후퇴|뒷걸음|낙폭|꺾"""

KOREAN_UP = r"""
    급등|상승|오른|올랐|올라|오르|뛰었|뛰어|뛴|뛰며|반등|치솟|강세|폭등|오름세|껑충|솟구|급반등|
    불어난|
    튀어"""

JAPANESE_DOWN = r"""
    下落|急落|暴落|反落|続落|値下がり|下げ|下が|安(?![全定値保い心])|急降下|軟調|下降|崩れ|
    売られ|マイナス|値を消"""

JAPANESE_UP = r"""
    上昇|急騰|高騰|反発|続伸|値上がり|上げ|上が|急伸|(?<=[%％割])高|高(?=[でとのにだ、。，)）\s]|
    $)|堅調|
    プラス|買われ|跳ね上"""

DOWN = {
    "en": ENGLISH_DOWN, "de": GERMAN_DOWN, "fr": FRENCH_DOWN, "es": SPANISH_DOWN,
    "pt": PORTUGUESE_DOWN, "it": ITALIAN_DOWN, "nl": DUTCH_DOWN, "ru": RUSSIAN_DOWN,
    "zh": CHINESE_DOWN, "ko": KOREAN_DOWN, "ja": JAPANESE_DOWN,
}  # fmt: skip
"""By language: alternatives of a verbose pattern; those of alphabets are whole words."""

UP = {
    "en": ENGLISH_UP, "de": GERMAN_UP, "fr": FRENCH_UP, "es": SPANISH_UP, "pt": PORTUGUESE_UP,
    "it": ITALIAN_UP, "nl": DUTCH_UP, "ru": RUSSIAN_UP, "zh": CHINESE_UP, "ko": KOREAN_UP,
    "ja": JAPANESE_UP,
}  # fmt: skip
