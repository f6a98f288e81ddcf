"""English: the words for what is done, observed or put on record."""

from __future__ import annotations

from tapestory.reading.certainty.words.classes import Class, Words, joined, past, third

_VERBS = """sign ink agree secure clinch seal commit pledge expand extend renew complete finalise
    finalize conclude acquire merge divest invest join unveil introduce deploy inaugurate activate
    establish create replace rename rebrand restructure reorganise reorganize discontinue suspend
    cancel scrap terminate resume relaunch publish borrow repurchase redeem refinance declare
    deliver exceed lower slash shatter surpass triple quadruple appoint poach promote oust resign
    retire depart eliminate reassign approve clear sue indict convict acquit blacklist restrict
    impose reject subpoena authorise authorize overturn penalise penalize announce disclose select
    connect energise energize relocate abandon adopt earn"""
"""Verbs whose third person is hardly ever a noun."""
_NOUN_LIKE = """land close award grant partner launch release debut open start form found upgrade
    halt withdraw recall ship raise list file price float miss top lift boost hike guide name hire
    fire ban bar fine charge sanction raid cap limit block order outline detail supply rent lease
    license pick tap record move shift double smash crush trim contract purchase license"""
"""Verbs whose third person is a noun in the plural as well: prices, orders, leases."""
_REGULAR = """land close award grant partner launch release debut open start form upgrade halt
    recall ship raise list file price float miss top lift boost hike guide name hire fire ban bar
    fine charge sanction raid cap limit block order outline detail supply rent lease license pick
    tap record move shift double smash crush trim purchase found"""

ENGLISH_DEEDS: Words = {
    Class.DEED: joined(
        past(_VERBS),
        past(_REGULAR).replace("|founded", ""),
        third(_VERBS),
        """sign|ink|agree|announce|unveil|acquire|strike {a/deal}|expand|struck|strikes|withdrew|
        upheld|upholds|repaid|repays|won|wins|bought|buys|sold|sells|{took/takes} over|
        {went/goes/gone} public|{made/makes} its debut|{rolled/rolls} out|
        {brought/brings/came/comes/put/puts} online|{switched/switches} on|
        {flip/flips/flipped} the switch|{powered/powers} up|{broke/breaks} ground|built|began|
        begins|begun|{set/sets} up|{shut/shuts} down|{spun/spins} off|{teamed/teams} up|
        {joined/joins} forces|{entered/enters} into|{reached/reaches} {a deal/an agreement/deal/
        agreement}|forged|forges|{locked/locks} in|{snapped/snaps} up|chose|chooses|
        {laid/lays} off|{stepped/steps} down|quits|{left/leaves} the company|{went/goes} live|
        signed off on|poured|{handed/hands} over|{swung/swings} to|{was/were} {laid off/fired/
        named/appointed}|spent|paid|pays|gets|{got/won} approval|ruled|rules that|found guilty|
        officially confirmed""",
    ),
    Class.DEED_AFTER_NAME: joined(
        third(_NOUN_LIKE),
        """reports|posts|sees|cuts|hits|sets|buys|splits|puts|shuts|books|logs|swings|reported|
        posted|beats|beat|cut|hit|set|split|put|booked|logged|builds|ships""",
    ),
    Class.DEED_NOUN: """deal|deals|agreement|agreements|contract|contracts|pact|lease|leases|
        partnership|alliance|acquisition|takeover|merger|offtake|order form|commitment|backlog|
        remaining performance obligations|financing|funding round|convertible notes|notes offering|
        bond sale|share sale|stake|unit|venture|joint venture|launch|release|rollout|appointment|
        resignation|layoffs|job cuts|restructuring|ruling|verdict|lawsuit|fine|settlement|approval|
        dividend|buyback|stock split""",
    Class.RESULTS: """earnings|results|{first/second/third/fourth}{ /-}quarter|
        {full/half}{ /-}year results|fiscal {year/first/second/third/fourth}|
        {year/quarter} over {year/quarter}|{year/quarter}-over-{year/quarter}|year{ /-}on{ /-}year|
        earnings per share|eps|net {income/profit}|operating {profit/income/margin}|gross margin|
        record revenue|revenue {rose/fell/up/down/of/was/beats/grew/jumped/climbed/dropped}|
        sales {rose/fell}|q1|q2|q3|q4|1q|2q|3q|4q|{beat/beats/missed/misses} estimates|
        earnings {call/report}|letter to shareholders""",
    Class.MARKET: """circuit{ /-}breaker|trading {halt/halted/stopped}|{halted/halts} trading|
        trading was halted|{closed/closes} {at/lower/higher/down/up/
        nearly/almost/about/around/roughly/over/above/below/more than/just/some}|
        {ended/ends/finished/finishes} {lower/higher/at/down/up}|settled at|at the close|
        record {close/high/low}|all-time high|{worst/best} {day/session}|
        biggest {drop/gain/fall/rise}|{second/third} day of losses|sell-off|selloff|rout|bloodbath|
        massacre|bear market|bull market|in one session|opened {at/lower/higher}|
        session {low/high}""",
    Class.RECORD: """{in/via/through/from} {a/an/its/the/their/his/her} {_/regulatory/securities/
        company/official/public/press/written/emailed/joint/exchange/sec/ipo/stock exchange/
        shareholder/news} {statement/statements/filing/filings/blog/blog post/post/release/
        prospectus/disclosure/announcement/letter/memo to staff}|{press/news} release|
        {company/joint} statement|{regulatory/sec/ipo/exchange/stock exchange/securities/a/the}
        filing|{filing/filings} {shows/show/showed/summary/said/revealed}|prospectus|s-1|f-1|8-k|
        6-k|10-q|10-k|20-f|13f|13-f|form {4/6-k/8-k}|current report|shareholder letter|
        letter to shareholders|{earnings/conference} call|investor day|{annual/shareholder/
        shareholders'} meeting|keynote|on{ /-}stage|in {an interview/interviews}|interview with|
        {news/press} conference|press briefing|testified|testimony|court {filing/documents/ruling}|
        {officially/formally} {announced/confirmed/launched/unveiled}|official announcement|
        order form|master agreement|according to {a/the/its} filing|according to the company|
        the company announced|companies {announced/said}|{wrote/posted/post/said} on x|in a tweet|
        tweeted""",
    Class.CONFIRM: "confirmed|confirms|confirm|confirming|verified by the company",
    Class.SPEECH: """said|says|told|tells|stated|states|wrote|writes|added|called|calls|
        explained|explains|described|describes|noted|notes|insisted|insists|argued|argues|warned|
        warns|predicted|predicts|conceded|concedes|admitted|admits|acknowledged|acknowledges|
        declared|declares|claimed|claims|revealed|reveals|remarked|remarks|replied|replies|
        responded|responds|tweets|posted|testifies|reiterated|reiterates|commented|stressed|
        stresses|emphasised|emphasized|pointed out|vowed|vows|touted|touts|hailed|hails|
        {dismissed/dismisses/rejected/rejects/brushed off/brushes off/brushed aside/brushes aside/
        pushed back on/pushes back on/pushed back against/pushes back against/shrugged off/
        shrugs off} {_/the/any/recent/such} {concern/concerns/fear/fears/worry/worries/doubts/
        criticism/critics/skepticism/scepticism/warnings}""",
}
