"""The words by which English, Chinese, Korean and Japanese deny, contrast, attribute and ask.

All patterns are of folded text (`notation.fold`). The lists are ours.
"""

from __future__ import annotations

from tapestory.late_regex import late_regex
from tapestory.narratives import stance_words_european as european
from tapestory.narratives.rules import Rules

SAYING = late_regex(
    r"\b(?:says?|said|told|according to|warn(?:s|ed)|argue[sd]?|wr(?:ites?|ote)|estimate[sd]?|"
    r"believe[sd]?|calls?|called|notes?|noted|sees?|expects?|claim(?:s|ed)|insist(?:s|ed))\b|: |"
    r"称|稱|表示|认为|認為|指出|透露|写道|밝혔|말했|전했|지적했|주장했|에 따르면|述べ|語っ|指摘|"
    r"によると|\uff1a"
)
"""A word by which somebody is made to speak, in a sentence as it stands."""

_NOT = (
    r"(?:no|not|never|none|nobody|nor|neither|without|hardly|scarcely|cannot|(?<!\ba )few|"
    r"\w{2,5}n't)"
)
_ALREADY = (
    r"^\W*(?:(?:of|in|for|at|on) (?:\w+ ){1,3}?)?(?:(?:has|have|had|is|are|was|were|will|would|may|"
    r"be|been|soon|now|then|since|at last|already|\w+ly) ){0,4}"
)
"""Behind a cue: of what, and helping words, up to the verb that says what became of it."""
_GONE = (
    r"(?:over|end(?:s|ed|ing)?|eas(?:e|es|ed|ing)|abat\w+|fad(?:e|es|ed|ing)|go(?:ing)? away|gone|"
    r"let(?:ting)? up|disappear\w*|vanish\w*|finished|behind us|solved|resolved)"
)
_MUCH = r"gluts?|surplus\w*|oversuppl\w+|excess\w*|overcapacity|overhang|abundan\w+|plenty|flood\w*"
_LITTLE = (
    r"shortages?|short supply|undersuppl\w+|scarc\w+|deficits?|shortfalls?|crunch\w*|drought\w*|"
    r"dearth|famines?"
)
_UP = r"booms?|rall(?:y|ies)|upturns?|upswings?|recover(?:y|ies)|expansions?|bull markets?|bubbles?"
_DOWN = (
    r"busts?|slumps?|downturns?|downswings?|recessions?|contractions?|bear markets?|crash\w*|"
    r"routs?|collapses?"
)
_HIGHER = r"inflation|profits?|thaw\w*|growth|strength|optimism|truces?|peace"
_LOWER = r"deflation|loss(?:es)?|freez\w*|frosts?|decline|weakness|pessimism|wars?|conflicts?"

EN = Rules(
    before=late_regex(
        r"(?:\b(?:not|never|no|none|nothing|neither|nor|without|hardly|scarcely|cannot|isn'?t|"
        r"aren'?t|"
        r"wasn'?t|weren'?t|doesn'?t|don'?t|didn'?t|won'?t|can'?t|hasn'?t|haven'?t|wouldn'?t|"
        r"(?:rather than|instead of)(?! \w+ (?:may|will|can|could|would|is|are)\b)|"
        r"far from|anything but|no longer|contrary to|as opposed to|unlike|so much for|who says|"
        r"no truth (?:in|to)|(?:little|scant) (?:sign|evidence|proof)|disagree\w*|"
        r"push\w* back (?:on|against)|"
        r"ends? of|"
        r"den(?:y|ies|ied)|dismiss\w*|reject\w*|rebut\w*|refut\w*|debunk\w*|rul(?:e|es|ed|ing) out|"
        r"myth of|lack of|absence of|"
        r"(?<!\ba )(?<!\bthe )(?<!\bthose )(?<!\bthese )(?:few|nobody) "
        r"(?:(?!who\b|that\b)\w+ ){0,4}?(?:believes?|thinks?|expects?|sees?|buys?|accepts?|"
        r"speaks? of|talks? of))\b|≠)"
        r"(?! only\b| just\b| merely\b| doubt\b| wonder\b| to rule out\b| simply\b)"
    ),
    after=late_regex(
        r"^\W*(?:\w+ ){0,4}?(?:is|are|was|were|looks?|seems?|remains?) (?:\w+ ){0,2}?"
        r"(?:not\b(?! (?:\w+ )?(?:contradict|mutually excl|incompatib|inconsistent|at odds|in "
        r"conflict|a contradiction))|wrong|false|untrue|nonsense|mistaken|overblown|overdone|"
        r"exaggerated|misplaced|unfounded|premature|"
        r"erroneous|a myth|far off|a mis\w+|overstated|no longer|unlikely|over\b)|"
        r"^\W*(?:\w+ ){0,2}?(?:isn't|aren't|doesn't|won't|never) |"
        r"^\W*(?:\w+ ){0,4}?nowhere (?:to be (?:seen|found)|in sight|in evidence|evident|"
        r"visible)\b|"
        r"^(?: (?:that|which) [^,.;:!?]{1,60}?)?\W*(?:\w+ ){0,3}?(?:(?:did|has|have|had)(?: not|"
        r"n't)|never|fail(?:s|ed)? to|(?:has|have|had) yet to) (?:\w+ )?(?:materiali[sz]ed?|"
        r"come|came|arrived?|happen(?:ed)?|occur(?:red)?|appear(?:ed)?|show(?:n|ed)? up|"
        r"taken? place|emerged?|turn(?:ed)? up)\b|"
        + _ALREADY
        + r"(?:gave|given|giv(?:es?|ing)) way to\b"
    ),
    mistaken=late_regex(
        r"\b(?:misread\w*|misinterpret\w*|mistak\w*|mistook|misjudg\w*|misunderst\w*|"
        r"false(?:ly)?|wrong(?:ly)?|erroneous(?:ly)?|equate|extrapolat\w+)\b.{0,120}?\b(?:as|"
        r"for|that|to|into|of)\b|"
        r"\b(?:comforting|tempting|convenient|lazy|too easy|fashionable) to "
        r"(?:call|say|think|blame)\b|"
        r"\b(?:anyone|anybody|whoever) (?:who )?(?:thinks?|believes?|says?|claims?|calls?)\b|"
        r"\b(?:spare me|forget|enough of) (?:the |all )?(?:talk|story|tale)\b"
    ),
    equation=late_regex(
        r"\b(?:(?:is|are|was|were|be) (?:not|no|never|hardly)|isn'?t|aren'?t|wasn'?t|weren'?t|"
        r"(?:does|do|did)(?: not|n'?t) (?:\w+ )?(?:mean|equal|equate|imply|show|signal|prove|make|"
        r"suggest|point|indicate)|says? nothing|tells? \w+ nothing|no (?:sign|evidence|proof|"
        r"indication)|rather than|instead of|not (?:a|an|the|evidence|proof)|nothing about)\b"
    ),
    verdict=late_regex(r"\b(?:mis\w+|over ?\w+|wrong\w*|erroneous\w*|exaggerat\w+)\b"),
    clause=late_regex(r"[;:()]|, | but | yet | because | while | whereas | although "),
    contrast=late_regex(r"[;]| but | yet | while | whereas | although "),
    relayed=late_regex(
        r"\b(?:after (?:\w+ ){0,2}reports?|reports? (?:that|of|says?|said)|reportedly|"
        r"reported(?! (?:profits?|earnings|results|income|revenues?|loss\w*|numbers|figures))|"
        r"according to (?:people|sources|reports|bloomberg|reuters)|people familiar|"
        r"sources? (?:say|said|close)|hint(?:s|ed|ing)? (?:at|that)|(?:management|the company) "
        r"(?:said|says|reiterat\w+|expects?|warn\w*)|accus(?:es?|ed))\b"
    ),
    divided=late_regex(
        r"\b(?:some|certain|several|a few|a number of) (?:\w+ ){0,2}?(?:say|says|said|think|find|"
        r"argue|argued|claim|claimed|see|believe|worry|fear|hold|contend|insist)\b"
    ),
    crowd=late_regex(
        r"\b(?:market'?s?|markets|investors?|traders?|wall street|the street|bears?|bulls?|critics|"
        r"sceptics|skeptics|pundits|commentators|some(?: \w+)?|many(?: \w+)?|others|everyone|"
        r"people|"
        r"short sellers?|shorts|analysts|strategists|economists|the bank|brokers|"
        r"observers|the crowd|someone|somebody|columnists|headlines?)\b(?:(?! but |"
        r" yet )[^.;]){0,60}?\b(?:believ\w+|fear\w*|worr\w+|"
        r"think\w*|"
        r"say\w*|said|argu\w+|assum\w+|bet\w*|pric(?:e|es|ed|ing)|trad(?:es|ing)|read\w*|deduc\w+|"
        r"convinced|saw|sees?|doubt\w*|wonder\w*|debat\w+|interpret\w*|premise|consensus|expect\w*|"
        r"claim\w*|concern\w*|ask\w*|question\w*|contend\w*|blam\w+|call\w*|attribut\w+|"
        r"declar\w+|insist\w*|put (?:it|this) down to)\b|"
        r"\b(?:brokers?|brokerage|broker|desk|note|report|chairman|chairwoman|executive|executives|"
        r"president|minister|officer|managers?)\b(?:(?! but | yet )[^.;,]){0,40}?\b(?:said|says|"
        r"suggest\w*|describ\w+|attribut\w+|flagg\w+|warn\w*|argu\w+|expects?|claim\w*|"
        r"reiterat\w+|believ\w+)\b|"
        r"\banalysts?\b(?:(?! but | yet )[^.;,]){0,40}?\b(?:describ\w+|flagg\w+|warn\w*)\b"
    ),
    feeling=late_regex(
        r"\b(?:fears?|feared|worr(?:y|ies|ied)|concerns?|concerned|anxiet\w+|jitters|talk of|"
        r"specula\w+|"
        r"premise|belief|believed|faith|assum\w+|doubts?|idea that|story that|narrative|"
        r"debate|whether|"
        r"rumou?r\w*|reportedly|plans?|planning|planned|consider\w*|weigh\w*|explor\w+|mull\w*|"
        r"prepar\w+|reports?|wants? to|wanted to|aims?|hopes?|seeks?|"
        r"may have|might have|logic|signal(?:l?ed|s)? (?:that )?it|on the table|might|"
        r"risks? of|threat of|prospect of|question of|seems? like|"
        r"supposed\w*)\b"
    ),
    counterfactual=late_regex(
        r"\bif\b.{0,60}?\b(?:were|really|truly|indeed|genuine\w*|actually|was|had)\b"
        r".{0,160}?\b(?:would|should|could|why|how|which|then)\b"
    ),
    condition=late_regex(
        r"\b(?:(?<!even )if|whether|unless|should (?:the|it|they)|suppose|in case)\b"
    ),
    question=late_regex(r"\?[\"')\]]*$"),
    reach=55,
    rebutted=late_regex(
        r"^[^.?!]{0,70}?\b(?:(?:does|do|did)(?: not|n't) (?:hold|stand|survive|add up|square|fit|"
        r"follow|wash)\b|falls? apart|fell apart|miss(?:es|ed)? the point|(?:get|got|have|has|had) "
        r"it (?:wrong|backwards)|(?:is|was|are|were) (?:\w+ )?(?:lazy|nonsense|fiction|fanciful|"
        r"absurd|simplistic|backwards|a fairy tale|a fantasy|a stretch|no such thing|the wrong "
        r"(?:word|reading|conclusion|lesson)|too easy|too simple|plain wrong|simply wrong)\b)|"
        r"^[^.?!]{0,160}[.!] (?:but |yet |well, )?(?:it|this|that|they) (?:\w+ )?(?:is|was|are|"
        r"were|"
        r"has been|have been) (?:\w+ )?(?:wrong|false|mistaken|nonsense|a misreading|a myth|not so|"
        r"untrue)\b|^[^.?!]{0,120}[.!] (?:i|we|he|she|they) (?:disagree\w*|do not buy|don't buy|"
        r"beg "
        r"to differ)\b"
    ),
    undone=late_regex(
        rf"\b(?:{_NOT}|little|scant) (?:\w+ ){{0,4}}?(?:doubt(?:s|ed|ing)?|disput\w+|"
        r"den(?:y|ies|ied|ying)|contest(?:s|ed|ing)?|question(?:s|ed|ing)?(?! of\b)|quarrels? with|"
        r"argu(?:e|es|ing) with)\b|"
        r"\bbeyond (?:\w+ )?(?:doubt|dispute|question)\b|"
        rf"\b(?:{_NOT}|little|scant) (?:\w+ ){{0,5}}?(?:end|let ?up|relief|respite|reprieve|easing|"
        r"abatement|remedy|cure|way out|escape)\b(?: \w+){0,4}? (?:to|in|from|for|of|on)\b"
    ),
    lasting=late_regex(
        r"^\W*(?:\w+ ){0,4}?(?:(?:is|are|was|were|will|would|has|have|had|does|do|did|can|could|"
        r"looks?|seems?)(?: not|n't)|won't|can't|cannot|never|far from|nowhere near|anything but) "
        rf"(?:\w+ ){{0,3}}?(?:{_GONE}|only|just|merely|alone|new)\b"
    ),
    aside=late_regex(
        r"^(?: (?:of|in|for) (?:\w+ )?\w+)?, (?:(?:of|in|on|about|over|from|for|to) )?(?:which|"
        r"who|whom|whose|that|as|so|long|once|much|widely|often|first|supposedly|allegedly)\b"
        r"[^,.;:!?]{1,90}, "
    ),
    turned=late_regex(
        _ALREADY
        + r"(?:turn(?:s|ed|ing)? (?:in)?to|becom(?:es?|ing)|became|morph\w* into|flip\w* (?:in)?to|"
        r"sw(?:ings?|ung) (?:in)?to|tip(?:s|ped)? into|shift\w* (?:in)?to|evolv\w+ into) "
        r"(?P<into>[^.,;:!?]{1,60})"
    ),
    opposites=tuple(
        (late_regex(rf"\b(?:{one})\b"), late_regex(rf"\b(?:{other})\b"))
        for one, other in ((_MUCH, _LITTLE), (_UP, _DOWN), (_HIGHER, _LOWER))
    ),
)
ZH = Rules(
    before=late_regex(
        r"(?<!是)不是|并非(?!所有|全部)|並非|并无|並無|毫无|毫無|并不|並不|而非|而不是|不等于|"
        r"不等於|不代表|不意味|没有|沒有|并未|並未|未必|绝非|絕非|"
        r"谈不上|談不上|否认|否認|远未|遠未|远没|遠沒|无关|無關|不存在|从来不|從來不|从未|從未|"
        r"不再|不会|不會|≠|摆脱|告别|哪来|何来|谈何|哪有"
    ),
    after=late_regex(
        r"^[^,。;!?]{0,12}(?:是误读|是誤讀|是误解|是誤解|伪命题|偽命題|假命题|不成立|言过其实|"
        r"言過其實|被夸大|被誇大|"
        r"为时尚早|為時尚早|为时过早|為時過早|不存在|站不住脚|站不住腳|(?:并不|並不|"
        r"不是)(?!相?矛盾|冲突)|系误读|"
        r"属误读|屬誤讀|论调是错|太乐观|不靠谱|没有道理|没道理|无稽|是错的|已经结束|已经过去)"
    ),
    mistaken=late_regex(
        r"(?:误读|誤讀|误判|誤判|误解|誤解|误认|誤認|误以为|誤以為|错误地?|錯誤地?|当成|當成|"
        r"等同于|等同於)|"
        r"拿[^。;]{0,24}(?:推断|推论|说事|证明)|所谓的?[\"「『]|谁说|与其说"
    ),
    equation=late_regex(
        r"(?<!是)不是|并非(?!所有|全部)|並非|而非|而不是|不等于|不等於|不代表|不意味|并不|並不|"
        r"不能说明|不能說明|不说明|谈不上|并无|並無|没有|沒有|并未|並未"
    ),
    verdict=late_regex(r"误读|誤讀|误解|誤解|误判|错杀|錯殺|过度|過度"),
    clause=late_regex(r"[,。;:!?、]|而是|但是|但|却|而(?!非|不是)|因为|因為"),
    contrast=late_regex(r"[。;]|而是|但是|但|却"),
    relayed=late_regex(r"据报道|據報道|据悉|據悉|知情人士|消息称|消息稱|报道称|報道稱|透露|爆料"),
    divided=late_regex(
        r"(?:部分|一些|某些|有的|少数)[^,。;]{0,10}(?:认为|認為|称|稱|担心|担忧|指出|主张)"
    ),
    crowd=late_regex(
        r"(?:市场|市場|投资者|投資者|投资人|投資人|部分人|有人|外界|坊间|坊間|有观点|有觀點|"
        r"华尔街|華爾街|业界|資金|资金|空头|空頭|多头|多頭|"
        r"做空机构|分析师|分析師|机构|機構|交易员|交易員|管理层|管理層|公司方面|券商)"
        r"[^。;!?]{0,24}?(?:认为|認為|担心|擔心|担忧|擔憂|恐慌|质疑|質疑|相信|以为|以為|解读|"
        r"解讀|押注|预期|預期|逻辑|邏輯|信仰|共识|共識|"
        r"忧虑|憂慮|怀疑|懷疑|争论|讨论|交易的是|称|稱|归咎|歸咎|归因|重申|主张|主張|指责|指責|"
        r"表示)|"
        r"(?:分析师|交易员|机构|券商|市场)(?:把|将)|"
        r"(?:高管|董事长|首席|总裁|策略师|基金经理|经理|报告|黄仁勋|扎克伯格)"
        r"[^。;!?]{0,10}?(?:称|表示|认为|指出|说|质疑|争论|担心)"
    ),
    feeling=late_regex(
        r"担忧|擔憂|忧虑|憂慮|疑虑|疑慮|恐惧|恐懼|恐慌|担心|擔心|传闻|傳聞|据报|據報|据悉|據悉|"
        r"报道称|報道稱|考虑|考慮|计划|計劃|計畫|拟|擬|筹备|籌備|"
        r"预期|預期|可能|或将|或將|信仰|前提|假设|假設|质疑|質疑|讨论|討論|爆料|消息称"
    ),
    counterfactual=late_regex(r"(?:如果|要是|假如|倘若|若)[^。!?]{0,40}(?:真的?|果真|确实|確實)"),
    condition=late_regex(r"如果|要是|假如|倘若|若|一旦|是否|是不是|会不会|會不會"),
    question=late_regex(r"\?[\"')\]」』]*$|(?:吗|嗎|么|呢)[\"')\]」』]*$"),
    reach=14,
    rebutted=late_regex(
        r"^[^。;!?]{0,22}?(?:站不住|讲不通|说不通|说不过去|经不起|不攻自破|太小看|小看了|"
        r"听听就好|言之过早|"
        r"想多了|杞人忧天|与事实不符|不符合事实|恰恰相反|大错特错|是错觉|是笑话|(?:没有|缺乏|"
        r"毫无)(?:依据|根据|证据)|"
        r"不敢苟同|(?:我们?|笔者|本文)(?:并)?不(?:认同|同意|赞成))|"
        r"^[^。;!?]{0,40}[。!](?:这|这种|此|该)[^。;!?]{0,10}?(?:不成立|是错|错了|误读|误解|"
        r"没有根据|没道理)"
    ),
)
KO = Rules(
    before=None,
    after=late_regex(
        r"^(?![^.!?,]{0,14}(?:모순|상충))[^.!?,]{0,14}?(?:아니(?!냐)|아닌|아닙|않|"
        r"(?<!자리가 )(?<!자리는 )없|오해|"
        r"과장|기우|어렵|"
        r"이르다|섣부|무관|착각|잘못|벗어|보기 힘들|부인|일축|틀렸|틀린|맞지 않|어불성설)"
    ),
    mistaken=late_regex(r"(?:오해|오독|착각|잘못 해석|잘못 읽)"),
    equation=late_regex(r"아니(?!냐|라)|아닌|의미하지|뜻하지|보여주지"),
    verdict=late_regex(r"오해|오독|과민|과도|착각"),
    clause=late_regex(r"[.;:!?,]|지만|으나|는데|반면"),
    contrast=late_regex(r"[.;]|지만|으나|반면"),
    relayed=late_regex(
        r"보도에 따르면|전해졌|알려졌|소식통|관계자에 따르면|"
        r"[다라]고 (?:\S+ ){0,2}(?:설명|비판|주장|지적|전했|밝혔|말했|분석|평가|경고)|"
        r"것으로 (?:내다|전망|예상|보인다|관측|분석)"
    ),
    divided=late_regex(r"(?:일부|일각)[^.!?]{0,20}(?:주장|본다|우려|지적|해석|전망)"),
    crowd=late_regex(
        r"(?:시장|투자자|투자자들|일각|일부|월가|업계 일부|증권가|공매도|회사 측|회사측|참가자|"
        r"애널리스트|전문가|증권사|회장|보고서|경영진)[^.!?]{0,40}?"
        r"(?:우려|걱정|본다|보고|해석|관측|두려|믿|전망|의심|주장|제기|판단|내다봤|설명|비판|지적)"
    ),
    feeling=late_regex(
        r"것 아니냐|아니냐는|지적이 나|물음|인지[를,]|인지 아닌지|설왕설래|"
        r"우려|공포|논란|논쟁|불안|걱정|가능성|관측|전망|의혹|해석|믿음|전제|가정|검토|계획|"
        r"추진|준비|알려졌|보도|전해졌|의문|의심|소식"
    ),
    counterfactual=late_regex(r"(?:정말|진짜|실제로)[^.!?]{0,30}(?:라면|다면)"),
    condition=late_regex(r"만약|만일|라면|다면|인지|일지"),
    question=late_regex(r"\?[\"')\]]*$|(?:일까|인가|나요|는가|을까)[\"')\]]*$"),
    reach=16,
    reach_after=20,
    rebutted=late_regex(
        r"^[^.!?]{0,34}?(?:는|란|라는|다는|던|단|이라는) (?:말|주장|전망|얘기|이야기|해석|설명|"
        r"우려|논리|분석|관측|"
        r"보고서|시각|진단)[^.!?]{0,24}?(?:안 맞|맞지 않|달리|틀렸|틀린|과장|설득력이 (?:없|떨)|"
        r"근거가 (?:없|약)|모르는 소리|"
        r"게으른|빗나|성급|무리|지나치|섣부|동의하(?:지|기)|엉터리|반박|일축|어긋|거리가 멀)|"
        r"^[^.!?]{0,6}탓(?:으로 돌리|이라)[^.!?]{0,16}(?:게으른|무리|쉬운|잘못|성급|틀)|"
        r"^(?:이라|라)니 [^.!?]{0,12}(?:과장|어이|터무니|말이)|^[^.!?,]{0,6}커녕"
    ),
)
JA = Rules(
    before=late_regex(r"ではなく|でなく|よりも|というより"),
    after=late_regex(
        r"^(?![^。!?、]{0,14}(?:矛盾|両立))[^。!?、]{0,14}?(?:ではな(?!いか)|でない|じゃな|"
        r"でもな|とは限ら|とは言え|とは言い難|"
        r"とはいえ|わけではな|わけでな|"
        r"ありえな|あり得な|見られな|していな|しておらず|誤解|誤読|否定|杞憂|行き過ぎ|時期尚早|"
        r"大げさ|間違い|考えにく|誤り|当たらな|的外れ|はずがな|わけがな|終わ)"
    ),
    mistaken=late_regex(r"(?:誤解|誤読|誤認|取り違え|勘違い|早合点)"),
    equation=late_regex(r"ではなく|ではない|でなく|意味しな|示すものではな|とは言え|とはいえ"),
    verdict=late_regex(r"誤解|誤読|過剰反応|行き過ぎ|勘違い"),
    clause=late_regex(r"[。;:!?、]|だが|しかし|一方"),
    contrast=late_regex(r"[。;]|だが|しかし|一方"),
    relayed=late_regex(
        r"と報じ|関係者によると|報道によると|と伝え|明らかになった|分かった|"
        r"と(?:述べ|語っ|指摘|批判|主張|説明|警告|分析)"
    ),
    divided=late_regex(r"(?:一部|一部の)[^。!?]{0,20}(?:指摘|主張|見方|懸念|警戒|みて)"),
    crowd=late_regex(
        r"(?:市場|投資家|一部|世間|ウォール街|関係者|空売り筋|アナリスト|証券会社|会長|社長|"
        r"報告書|専門家|同社は|会社側)[^。!?]{0,40}?"
        r"(?:懸念|見方|見て|恐れ|警戒|不安|信じ|解釈|疑|受け止め|織り込|期待|主張|指摘|"
        r"見通しを示|との声|批判)"
    ),
    feeling=late_regex(
        r"ではないか|のでは|問い合わせ|との声|とみて|とみる|との指摘|懸念|警戒|不安|恐れ|観測|"
        r"見方|可能性|うわさ|噂|報じ|報道され|との報道|という報道|検討|計画|方針|準備|前提|期待|"
        r"疑問|疑念|議論|という|とみられ"
    ),
    counterfactual=late_regex(r"(?:本当に|実際に|もし)[^。!?]{0,30}(?:なら|であれば|だったら)"),
    condition=late_regex(r"もし|仮に|なら|かどうか|場合"),
    question=late_regex(r"\?[\"')\]」』]*$|(?:のか|だろうか|ですか|ますか)[\"')\]」』。― ]*$"),
    reach=16,
    reach_after=20,
    rebutted=late_regex(
        r"^[^。!?]{0,30}?(?:との|という|といった|とする|と語る|と言う)(?:\w{0,4}?)(?:解説|見方|"
        r"説|声|主張|議論|話|論|"
        r"分析|観測|指摘|懸念|不安|批判|解釈|見立て|筋書き|向き)[^。!?]{0,36}?(?:合わな|"
        r"賛成できな|同意できな|当たらな|違う|"
        r"無理があ|根拠がな|根拠に乏し|的外れ|早計|早合点|与しな|くみしな|誤り|間違|言い過ぎ|"
        r"うのみ|鵜呑み)|"
        r"^[^。!?]{0,10}のせいに(?:する|し)[^。!?]{0,16}(?:安易|怠慢|簡単|違う|誤り)|"
        r"^[^。!?、]{0,8}どころか"
    ),
)
RULES = {"en": EN, "zh": ZH, "ko": KO, "ja": JA, **european.RULES}
