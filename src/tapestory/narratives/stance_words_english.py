"""The words by which English denies, contrasts, attributes and asks.

All patterns are of folded text (`notation.fold`). The lists are ours.
"""

from __future__ import annotations

from tapestory.late_regex import late_regex
from tapestory.narratives.rules import Rules

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
        r"\b(?:comforting|tempting|convenient|lazy|too easy|fashionable|popular|easy) to "
        r"(?:call|say|think|blame|claim|argue|assume|insist|pretend|conclude)\b|"
        r"\b(?:keeps?|kept|never tires? of|loves?|likes?) (?:telling us|saying|insisting|claiming|"
        r"repeating|to (?:tell us|say|insist|claim|repeat)) (?:that )?|"
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
    clause=late_regex(
        r"[;:()]|, |[.!?][\"')\]]* | but | yet | because | while | whereas | although "
    ),
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
        r"debate|whether(?! or not)|"
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
        r"\b(?:(?<!even )if|whether(?! or not)|unless|should (?:the|it|they)|suppose|in case)\b"
    ),
    question=late_regex(r"\?[\"')\]]*$"),
    reach=55,
    inquired=late_regex(
        r"\b(?:asks?|asked|asking|questions?|questioned|debat\w+|discuss\w*|examin\w+|"
        r"investigat\w+|prob(?:e|es|ed|ing)|review(?:s|ed|ing)?|look(?:s|ed|ing)? (?:in)?to|"
        r"takes? up|took up|clues? (?:on|to|about)|unclear|unknown|remains? to be seen|"
        r"wonder\w*|stud(?:y|ies|ied|ying)) (?:[^.;!?]{0,50}? )?(?:whether|why|how (?:much|far)|"
        r"to explain)\b"
    ),
    whether=late_regex(r"\bwhether\b(?! or not)"),
    put_off=late_regex(
        r"^[^.;!?]{0,40}?\b(?:delayed|postponed|put off|shelved|pushed back|called off|"
        r"cancell?ed|scrapped|off the table|fell through|falls through|collapsed)\b"
    ),
    rebutted=late_regex(
        r"^[^.?!]{0,160}[.!] [^.?!]{0,40}?\b(?:says? otherwise|tells? (?:a different|another) "
        r"story|(?:says?|suggests?|shows?|points?|tells?) the (?:opposite|other way|contrary))\b|"
        r"^[^.?!]{0,70}?\b(?:(?:is|was|are|were|looks?|seems?) (?:\w+ )?(?:unwarranted|unjustified|"
        r"groundless|baseless|overdone|overblown|exaggerated)\b|"
        r"(?:does|do|did)(?: not|n't) (?:hold|stand|survive|add up|"
        r"square|fit|follow|wash)\b|falls? apart|fell apart|miss(?:es|ed)? the point|"
        r"(?:get|got|have|has|had) "
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
