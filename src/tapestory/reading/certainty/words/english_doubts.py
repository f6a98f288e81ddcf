"""English: the words for what is planned, possible, heard from others, or contradicted."""

from __future__ import annotations

from tapestory.reading.certainty.words.classes import Class, Words, all_forms, joined, past, third

_PLANS = """eye seek aim intend hope propose prepare pursue envision envisage lobby draft attempt
    urge request target"""
_THOUGHTS = (
    """consider weigh explore mull discuss negotiate contemplate ponder woo evaluate assess"""
)
_DENIALS = """deny refute rebut reject dismiss contradict dispute repudiate disavow debunk quash"""
_SOFTENED = "clarify downplay soften temper minimise minimize qualify"

ENGLISH_DOUBTS: Words = {
    Class.INTENT: joined(
        all_forms(_PLANS),
        """plan|plans|planned|{_/is/are/was/were} planning to|{is/are/was/were} planning|sought|
        wants|want|wanted|{looking/looks} to|{gearing/gears} up|readying|readies|
        {poised/set/slated/scheduled/likely} to|{expected/expects} to|due to begin|about to|
        {is/are} expected|ahead of {earnings/results}|earnings preview|what to expect|working on|
        internal project|ambition|ambitions|proposal|pitch|prospect of|possibility of|potential|
        mooted|would-be|prospective|{push/foray} into|idea of|{wish/wishes} to|
        {trying/tries/tried} to|hopes to|asks to|in the works|{under/in} development|
        subject to change""",
    ),
    Class.TALKS: joined(
        all_forms(_THOUGHTS),
        """courting|courted|studies|studied|studying|
        {in/holds/held/early/advanced/exclusive/preliminary/in early/in advanced/
        in preliminary/in exclusive/in active/in late-stage} {talks/discussions/negotiations}|
        talks {with/to/about/over/on}|discussions {with/about}|negotiations|nearing|nears|
        {near/close to} a deal|close to signing|closing in on|on the {verge/cusp} of|
        {bid/bids} for|approaches|approached|{toying/toys} with|flirting with|
        under {consideration/review}|on the table|tentative|preliminary|early-stage|exploratory|
        options include|open to|
        {hint/hints/hinted} {at/that}|{teases/teased} {a/an/the}|
        {move/moves/moved/moving} {toward/towards/closer to}|
        {may/could/may still} change""",
    ),
    Class.MODAL: """may|might|could|would|possibly|perhaps|maybe|potentially|presumably|seemingly|
        apparently|allegedly|supposedly|purportedly|{appears/appear/seems/seem} to|
        {is/are} likely|should it""",
    Class.REPORT: """{_/media/news/press/recent/new/fresh/earlier/several/multiple} reports {that/
        say/said/suggest/suggested/indicate/claim/of/about/emerged/surfaced/citing}|
        {on/after/amid/following/by/from/over} {_/a/the/an/media/news/new} {report/reports}|
        {_/a/the/new/one} report {that/says/said/claims/suggests/claimed/suggested/of/about/
        triggered/emerged}|{the/this/a/that} report|reportedly|reported that|it was reported|
        {was/were/has been/is} reported|{is/are/was/were} {said/believed/understood/thought} to|
        said to {be/have/near/seek/want/plan/prepare/explore/consider/weigh/mull/study/discuss/eye/
        pursue/target/approach/hold/face/look/work/start/begin/end/delay/halt/pause/scrap/drop/
        offer/bid/buy/sell/acquire/agree/reach/win/pick/tap/hire/cut/raise/invest/build/develop/
        launch/join/lead/draw/get/move/value/demand/reject}|
        reported {plan/plans/deal/talks/
        move/bid/offer/sale/limit/delay/decision/agreement/interest/discussions/takeover}|scoop|
        {news/media/press} reports|as reported|
        first reported|reported by|per a report|according to {report/reports/a report/media}|
        report:|exclusive:|sources:|sources {say/said}|per sources|source says|news broke|
        media outlets|reported earlier""",
    Class.LEAK: """leaked|leaks|leak|internal {memo/memos/note/document/documents/email/meeting/
        recording}|all{-/ }hands|town{-/ }hall|staff meeting|companywide meeting|
        company-wide meeting|{told/tells} {employees/staff/workers}|in a memo|memo seen by|
        {seen/reviewed/viewed/obtained/heard} by|{audio/recording} of|behind closed doors|
        privately|closed-door|recorded the|internally told""",
    Class.RUMOUR: """rumour|rumours|rumoured|rumor|rumors|rumored|chatter|whisper|whispers|gossip|
        grapevine|hearsay|scuttlebutt|speculation {that/about/over}|unverified|unsubstantiated|
        unconfirmed {reports/rumor/rumour/claim/claims/post/posts/talk}|
        anonymous {post/posts}|unsourced|
        {rumour/rumor} mill|tipster|leaker""",
    Class.UNCONFIRMED: """{has/have/had/did/does} {not/not yet/not publicly/not officially/never/
        yet to/still not} {confirmed/confirm/commented/comment/announced/announce/responded/
        respond/disclosed/disclose/immediately respond/immediately comment/officially confirmed/
        officially announced/deny/denied}|{has/have} {neither confirmed/nor denied}|
        {declined/declines/refused/refuses/declining} to {comment/confirm/discuss/say}|no comment|
        no official {comment/announcement/confirmation}|no deal {signed/is signed/has been signed/
        has been reached}|no agreement has been|no final decision|no decision has been made|
        {has/have} not been {announced/confirmed}|not been {announced/confirmed}|not confirmed|
        {is/remains/remain} unconfirmed|unconfirmed|unconfirmed report|
        without confirming|yet to be confirmed|
        nothing is signed|unannounced|did not {return a request/reply to}|
        could not be reached|not {been verified/been independently verified/
        independently verified}|{could not/cannot} be {verified/confirmed/independently verified}|
        could not {_/independently/immediately} {verify/confirm}""",
    Class.DENIAL: joined(
        past(_DENIALS),
        third(_DENIALS),
        """{is/are/was/were} {not/never} {selling/buying/negotiating/leaving/cutting/discussing/
        in talks/in discussions/for sale/true/accurate}|{isn't/aren't/wasn't/weren't} {selling/
        buying/negotiating/in talks/for sale/true/accurate}|
        {has/have/had} {not/never} {committed/agreed to/decided to/approached/discussed/signed/
        offered}|there {is/are/was/were} no {talks/deal/truth/agreement/such}|denying|
        refuting|rebutting|{pushes/pushed/pushing} back {on/against}|{shoots/shot} down|
        {pours/poured} cold water|{brushes/brushed} {off/aside}|{knocks/knocked} down|
        {hits/hit} back|no such {plan/plans/talks/deal}|{is/are/was/were} {false/untrue/
        inaccurate/incorrect/wrong/fake/baseless/groundless/unfounded}|
        {that's/it's} {not/simply not/just not} {true/accurate}|no basis in fact|
        {without/no} {foundation/factual basis}|not accurate|called it false|
        {completely/totally/categorically} false|{categorically/flatly} {denied/denies}|
        as fake news|no truth {to/in}|not committed to|not in talks|
        not for sale|{issued/issues} a denial|{rejects/rejected} {_/the/any/all} {report/reports/
        rumor/rumors/rumour/rumours/claim/claims/suggestion/suggestions/speculation}""",
    ),
    Class.DISCLAIMER: """{has/have/had} no {plan/plans}|no plans {to/for}|there {is/are/was/were} no
        {plan/plans}|{has/have/had} no intention|no intention {of/to}|not considering|
        {is/are/was/were} {not/never} {planning/considering/weighing/exploring/looking to/seeking}|
        {isn't/aren't/wasn't/weren't} {planning/considering/weighing/exploring}|without merit|
        {deny/denies/denied/denying} {_/the/any/all/those/these/such} {allegation/allegations/
        accusation/accusations/charges/wrongdoing/liability}""",
    Class.PLAYED_DOWN: joined(
        past(_SOFTENED),
        third(_SOFTENED),
        """clarifying|downplaying|{plays/played/play/playing} down|{walks/walked/walking} back|
        backtracks|backtracked|backpedals|backpedaled|{rows/rowed} back|
        {partly/partially} denied|denied {part of/parts of/some of/some details/the details}|
        disputed {parts of/some/details/the price}|
        {at odds/conflicts/inconsistent} with|contrary to|differs from|in contrast to|
        clarification""",
    ),
    Class.RETRACTION: """retracts|retracted|retracting|retraction|{withdrew/withdraws/pulled/
        removed/deleted} {its/the} {report/story/article}|{took/takes} {back/down} its {report/
        story/article}|correction: an earlier|editor's note: this story was|
        {apologised/apologized} for {the/its} report|report was wrong""",
    Class.NEGATION: """not|never|no|nor|neither|none|nothing|nobody|no one|without|
        cannot|can't|won't|
        didn't|doesn't|don't|isn't|aren't|wasn't|weren't|hasn't|haven't|hadn't|couldn't|wouldn't|
        yet to|{failed/fails/declined/refused} to|far from|hardly""",
    Class.CONDITION: "if|when|once|whether|unless|should|until|before|had it|asked",
    Class.VOICE: """spokesperson|spokesman|spokeswoman|spokespeople|representative|chief executive|
        chief executive officer|ceo|cfo|coo|cto|chief {financial/operating} officer|chairman|
        chairwoman|chair|president|founder|co-founder|cofounder|managing director|the {company/
        companies/firm/chipmaker/group/startup/start-up/regulator/exchange/ministry/government/
        court/commission/agency/department/parties/bank/fund/developer/tech giant/
        social media giant}|management|executives|executive|general counsel|finance chief|
        both companies""",
    Class.ONLOOKER: """analyst|analysts|strategist|strategists|economist|economists|investor|
        investors|observer|observers|commentators|traders|expert|experts|critics|researchers|
        columnist|research {note/firm}|investment bank|broker|brokerage|our {view/thesis}|
        the author|argues|{fund/portfolio} manager|watchers""",
    Class.BLANK: """{raised/raises} {concerns/questions/fears/doubts/the question}|
        {open/closed}{ /-}source|opened source|{power/nuclear} {plant/plants}|
        {in/of/since/early/late/last/next/through/until/till/by/from/before/after/during/to} may|
        mid-may|may {1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21/22/23/24/25/26/27/28/
        29/30/31}|may {2023/2024/2025/2026/2027/2028/2029/2030/2031/2032/2033/2034/2035}|
        {agree/agrees/agreed} {that/it/this/with/there/they}|{s-1/f-1/prospectus/filing}
        {watch/expected/awaited/pending/looms/due}|no longer|
        no later than|not only|not just|no doubt|no {fewer/less} than|not least|report card|
        {annual/quarterly/jobs/daily} report|{cannot/could not/can't} be denied|undeniable|
        {was/were/been/is/are} denied {access/entry/bail/permission/a}|
        denied {access/entry/bail/permission}|{rejected/rejects} the offer|dismissed from|
        {dismiss/dismisses/dismissed} {_/its/his/her/their/the/a} {ceo/cfo/coo/chief/boss/head/
        president/chairman/chairwoman/director/executive/executives/manager/managers/employee/
        employees/worker/workers/staff/engineers}|
        {dismiss/dismisses/dismissed} {_/its/the/a/an/his} {long-time/longtime/top/former} {ceo/
        chief/executive}|{dismiss/dismisses/dismissed} {_/the/a/an} {case/lawsuit/suit/complaint/
        appeal/charges/class action}|
        {dismiss/dismisses/dismissed} {_/the/a/an} {challenge/motion/petition/bid}|
        {stop/stops/stopped/stopping} short of denying|in denial|
        {deny/denies/denied/denying} {_/the/a/an/its/his/their} {motion/motions/bid/request/
        petition}|
        limited {partner/partners}|closed-weight|closed-end|start-up|startup|
        {confirms/confirm/confirmed} {our/the view/the thesis/the trend/fears/the narrative/what/
        that the trend}|plan b|business plan|pricing power|price target|{better/worse/_} than
        {expected/planned}|as planned|would-be buyers|{sold/sells/sell} out|set of|not yet|
        with no""",
}
