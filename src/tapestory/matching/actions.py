"""Text → what is done in it, and whether prices or quantities go up or down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tapestory.late_regex import late_regex
from tapestory.matching.cues import CueFinder
from tapestory.matching.outlooks import outlook_changes

UP, DOWN = "up", "down"
_WAYS = frozenset({UP, DOWN})

_CUES = {
    "buy": """
        buy buys buying bought acquire acquires acquired acquiring acquisition takeover buyout
        purchase purchases purchased snaps_up kauft kaufen übernimmt übernahme erwirbt achète
        acheter rachète rachat acquiert compra comprar compran adquiere adquirir adquisición
        adquire aquisição acquista acquisizione купит купил* покуп* приобр* 收购 收購 购买 購買
        买入 并购 併購 采购 採購 인수 매입 구매 買収 購入""",
    "sell": """
        sell sells selling sold divest* offload* verkauft verkaufen verkauf vend vendre vendent
        cède cession vende vender venta_de venda_de vendere cessione прода* 出售 卖出 外售 售卖
        매각 판매 売却 外販 販売""",
    "lease": """
        rent rents rented renting rental rentals lease leases leased leasing vermiet* mietet
        location_de alquil* arrend* alug* аренд* 出租 租赁 租賃 租用 租约 租金 임대 임차 賃貸
        貸し出し リース レンタル""",
    "raise": """
        raise raises raised raising hike hikes hiked hiking lifts_outlook lifts_forecast
        lifts_guidance lifts_spending lifts_target lifts_dividend boosts_dividend boosts_spending
        bumped_up upgrade upgrades upgraded erhöht erhöhen anhebung hebt_an hebt_prognose relève
        relèvement eleva elevar rialza alza_los alza_las повыси* повыша* повышен* 上调 上調 调升
        調升 提高 加息 升息 提价 涨价 漲價 인상 상향 引き上げ 引上げ 上方修正 値上げ 利上げ
        増配""",
    "cut": """
        cut cuts cutting slash slashes slashed trim trims trimmed trimming reduces_outlook
        lowers_outlook lowers_forecast lowers_guidance lowers_target downgrade downgrades
        downgraded scales_back scale_back senkt senken senkung kürzt kürzen kürzung réduit réduire
        abaisse abaisser recorta recortar recorte rebaja reduce reducir corta cortar corte_de reduz
        reduzir taglia tagliare сокра* сниж* сниз* 下调 下調 调降 調降 削减 削減 降息 降价 降價
        인하 하향 감축 引き下げ 引下げ 下方修正 値下げ 利下げ 減配""",
    "deny": """
        deny denies denied denying denial refute refutes refuted rebut* debunk* pushes_back
        dementiert bestreitet dément démenti nie niega desmiente negó nega desmente smentisce
        опроверг* отрица* отверг* نفى تنفي 否认 否認 辟谣 闢謠 澄清 부인 반박 사실무근 否定""",
    "confirm": """
        confirm confirms confirmed confirming reaffirms reaffirmed acknowledges bestätigt
        bestätigen confirme confirmé confirma confirman confirmó confirmado conferma подтверд* أكد
        تؤكد 证实 證實 确认 確認 重申 확인 시인 認める""",
    "launch": """
        launch launches launched launching unveil unveils unveiled introduces introduced rolls_out
        debuts kick_off startet vorgestellt lance lancer lancement dévoile lanza lanzar lanzamiento
        presenta_su lança lançar lançamento lancia запуст* запуск* представил* 推出 发布 發布 启动
        啟動 上线 出击 출시 공개 선보* 発売 投入""",
    "delay": """
        delay delays delayed delaying postpone* pushed_back push_back puts_off defer defers
        deferred verschiebt verschoben verzöger* reporté repouss* retarde aplaza* pospon* retras*
        adia adiado adiada adiamento atrasa rinvia* отлож* отсроч* перенес* задержк* تأجيل 推迟
        推遲 延期 延后 延後 延遲 延迟 押后 연기 지연 先送り 遅れ""",
    "hasten": """
        pulls_forward pull_forward brings_forward speeds_up speed_up accelerates accelerated
        beschleunigt accélère acelera ускор* 提前 앞당* 前倒し""",
    "cancel": """
        cancel cancels canceled cancelled cancelling cancellation scrap scraps scrapped scrapping
        abandons abandoned calls_off called_off axes axed shelve shelves shelved walks_away
        pulls_out withdraws withdrew withdrawal abgesagt storniert annule annulé* annulation
        renonce* abandonne cancela cancelan cancelado cancelada canceló suspende_definitivamente
        desiste annulla отмен* отказ* إلغاء 取消 放弃 放棄 撤回 终止 終止 취소 철회 포기 무산 中止
        断念 取りやめ""",
    "pause": """
        pause pauses paused pausing halt halts halted suspend suspends suspended suspension freeze
        freezes stoppt pausiert ausgesetzt suspendu* suspende suspendió suspendido suspensa
        sospende приостан* تعليق 暂停 暫停 停牌 중단 停止 休止""",
    "resume": """
        resume resumes resumed restart restarts restarted reopen reopens reopened
        wieder_aufgenommen reprend reanuda reanudan retoma riprende возобнов* 恢复 恢復 重启 重啟
        재개 再開""",
    "sue": """
        sue sues sued suing lawsuit lawsuits files_suit legal_action verklagt klage_gegen
        klagt_gegen porte_plainte poursuit_en_justice demanda_contra querella ação_judicial
        ação_contra иск иски 起诉 起訴 诉讼 訴訟 控告 提告 소송 제소 고소 提訴""",
    "approve": """
        approve approves approved approving approval approvals clears cleared green_light
        greenlight* grants granted ratif* genehmigt billigt approuve* autorise autorisé aprueba*
        aprueban aprobó aprobado autoriza aprova aprovado aprovada approva одобр* разреш* 批准 获批
        獲批 核准 放行 승인 허가 가결 통과 承認 認可 許可 可決""",
    "block": """
        blocks blocked blocking ban bans banned banning bars barred prohibit* verbietet blockiert
        untersagt interdit interdire bloque bloquent prohíbe prohibir proíbe bloqueia vieta запре*
        блокир* حظر 阻止 禁止 封杀 封殺 금지 차단 差し止め""",
    "reject": """
        reject rejects rejected rejecting veto vetoes vetoed votes_down lehnt_ab abgelehnt rejette
        rechaza rechazan rechazó rejeita respinge отклон* رفض 否决 否決 驳回 拒绝 拒絕 부결 거부
        기각 却下""",
    "limit": """
        limit limits limited_access limiting cap caps capped restrict restricts restricted
        restricting restriction restrictions curb curbs curbed throttl* rations rationing begrenzt
        beschränkt limite restreint limita restringe ограничи* 限制 限流 제한 制限""",
    "hire": """
        hire hires hired hiring appoint appoints appointed poach poaches poached taps_new ernennt
        ernannt beruft nommé nommée nomme recrute nombra nombrado contrata ficha_a nomeia nomina
        назнач* 任命 聘请 聘請 出任 선임 임명 영입 채용 起用 就任""",
    "fire": """
        fires fired sacks sacked sacking layoff layoffs lay_off lays_off laid_off ousts ousted
        dismisses_ceo job_cuts cut_jobs cuts_jobs cutting_jobs redundancies entlässt entlassen
        entlassungen stellenabbau licencie licenciement* limoge despide despidos destituye demite
        demitido demissões licenzia уволи* увольн* 裁员 裁員 解雇 解僱 开除 罢免 해고 감원 해임
        경질 人員削減 解任 更迭""",
    "resign": """
        resign resigns resigned resignation steps_down step_down stepping_down quits tritt_zurück
        rücktritt démission* dimite dimisión renuncia_a_su_cargo pede_demissão si_dimette отставк*
        辞职 辭職 请辞 卸任 사임 사퇴 辞任 辞職""",
    "invest": """
        invest invests invested investing investment investments pours pouring pledges pledged
        commits committed investier* investition* investit investir investissement* invierte
        invertir inversión inversiones investe investimento investimentos инвест* влож* 投资 投資
        投入 注资 투자 出資""",
    "borrow": """
        borrow borrows borrowed borrowing bond_sale bond_offering debt_offering loan loans
        sells_bonds anleihe anleihen kredit emprunt emprunte préstamo emite_bonos empréstimo
        prestito облигац* кредит* 发债 發債 贷款 貸款 举债 债券 차입 회사채 대출 借り入れ 社債
        融資""",
    "report": """
        earnings results quarterly_profit quarterly_revenue posts_profit posts_loss net_income
        operating_profit quartalszahlen umsatz jahreszahlen résultats bénéfice chiffre_d'affaires
        resultados_trimestrales ganancias_netas lucro_líquido lucro balanço utile_netto прибыл*
        выручк* 财报 財報 业绩 業績 营收 營收 净利润 淨利 营业利润 실적 매출 영업이익 決算 売上高
        営業利益 純利益 最終利益""",
    "warn": """
        warn warns warned warning warnings cautions warnt warnung gewarnt avertit met_en_garde
        mise_en_garde advierte advirtió alerta alertan adverte avverte предупре* предостер* يحذر
        تحذر 警告 警示 预警 預警 경고 警鐘 警戒""",
    "win": """
        win wins won winning winner winners victory victories beats beaten_by defeats triumph*
        champion champions gewinnt gewann gewonnen siegt sieg siege schlägt besiegt gagne remporte
        sacré sacrée victoire médaille_d'or gana ganó ganan vence venció derrota_a medalla_de_oro
        venceu ganha conquista medalha_de_ouro vince vittoria побед* выигр* завоев* обыгр* чемпион*
        zmag* فوز يفوز 夺冠 奪冠 获胜 獲勝 战胜 夺得 中标 우승 승리 수주 優勝 勝利 受注 gold_medal
        gold_medals golds olympic_gold takes_gold win_gold olympiagold золот*_медал*
        золото_олимпиады золотую medalla_dorada""",
    "lose": """
        lose loses lost losing knocked_out eliminated crash_out crashes_out defeat verliert
        verlieren verlor niederlage unterliegt perd perdent défaite battu battue pierde pierden
        perdió derrota_ante cae_ante eliminado eliminada perde perdeu derrotado sconfitta проигр*
        поражен* уступи* خسارة 输给 落败 失利 淘汰 패배 탈락 敗れ 敗退 敗北""",
    "die": """
        dies died dead death deaths kills killed killing deadly fatal obituary stirbt gestorben tot
        tote toten getötet mort morts meurt décès décédé tué tués tuée muere murió muerte muertos
        muertas muerto fallece falleció morre morreu morte mortos morto faleceu умер* погиб*
        скончал* смерт* убит* مقتل وفاة 去世 逝世 死亡 身亡 遇难 遇難 罹难 사망 별세 숨져 숨진 死去
        死者 to_die die_in die_after die_at""",
    "arrest": """
        arrest arrests arrested detain detains detained detention custody jailed verhaftet
        verhaftung festgenommen festnahme arrêté arrêtée arrestation interpellé* detenido detenida
        detenidos detiene arrestan arresto preso presa detido arrestato арест* задержан* задержал*
        اعتقال 逮捕 被捕 拘留 拘捕 체포 구속 拘束""",
    "sign": """
        sign signs signed signing secures secured seals sealed forges deal deals agreement
        agreements contract contracts pact inks inked partnership treaty vertrag abkommen
        vereinbarung accord contrat signe signent acuerdo contrato firma firman acordo assina
        accordo договор* соглашен* контракт* подпис* اتفاق 签署 簽署 签约 簽約 协议 協議 合同 达成
        合约 계약 협약 체결 합의 契約 提携 合意""",
    "strike": """
        walkout walkouts go_on_strike goes_on_strike on_strike strike_vote vote_to_strike
        votes_to_strike workers_strike union_strike to_walk_out streik streiks streiken grève
        grèves huelga huelgas greve sciopero забастовк* إضراب 罢工 罷工 파업 ストライキ
        スト突入""",
    "attack": """
        attack attacks attacked airstrike airstrikes air_strike air_strikes bombing bombings
        missile missiles shelling angriff angriffe attaque attaques attaqué ataque ataques ataca
        attacco атак* обстрел* هجوم 袭击 襲擊 空袭 空襲 轰炸 공격 공습 폭격 攻撃 空爆""",
    "pay": """
        pay pays paid paying zahlt zahlen bezahlt paie paient payer paga pagan pagar pagará pagam
        pagherà платит заплат* выплат* 支付 지급 지불 支払""",
    "gold": """
        gold golds goldmedaille oro ouro золот* zlato zlata ذهبية 金牌 夺金 奪金 금메달
        金メダル""",
    "silver": """
        silver silber silbermedaille plata prata серебр* srebro فضية 银牌 銀牌 은메달 銀メダル""",
    "bronze": "bronze bronzemedaille bronce бронз* bron برونزية 铜牌 銅牌 동메달 銅メダル",
    "recall": "recall recalls recalled recalling rückruf rappelle rappel_de 召回 리콜 リコール",
    "net-buy": """
        net_buyers net_buying net_bought 净买入 淨買入 净流入 买超 買超 순매수 買い越し 買越""",
    "net-sell": """
        net_sellers net_selling net_sold 净卖出 淨賣出 净流出 卖超 賣超 순매도 売り越し 売越""",
    UP: """
        jump jumps jumped surge surges surged surging soar soars soared soaring rally rallies
        rallied climb climbs climbed climbing rebound rebounds rebounded bounce_back bounces_back
        rise rises rose rising gain gains gained advance advances leap leaps leapt spike spikes
        spiked skyrocket skyrockets skyrocketed higher all-time_high record_high grows grew growth
        increase increases increased tripling steigt steigen stieg legt_zu klettert springt
        rekordhoch zulegen bondit bondissent grimpe grimpent s'envole flambe progresse rebondit
        hausse sube suben subió subida dispara disparan repunta repunte crece sobe sobem subiu
        salta cresce alta sale balza crescono растет растут вырос* подорож* взлет* подск* рост
        ارتفاع ترتفع صعود 涨 漲 飙升 飆升 攀升 走高 上扬 增长 增長 增至 新高 反弹 反彈 回升 急升
        暴增 激增 급등 상승 반등 폭등 강세 오름세 치솟* 뛰었 신고가 최고치 증가 급증 急騰 上昇 反発
        続伸 急伸 高騰 大幅高 買い戻し 最高値 増益 増収 %増 %高 0円高 1円高 2円高 3円高 4円高 5円高
        6円高 7円高 8円高 9円高""",
    DOWN: """
        tumble tumbles tumbled tumbling plunge plunges plunged plunging fall falls fell falling
        drop drops dropped dropping sink sinks sank sinking slump slumps slumped slide slides slid
        sliding slip slips slipped crash crashes crashed crater craters cratered dive dives dived
        decline declines declined sell-off selloff sell-offs selloffs rout routs lower
        steepest_drop sheds plummet plummets plummeted nosedive nosedives wipes_out shrinks shrank
        fällt fallen fiel stürzt stürzen bricht_ein einbruch sackt gibt_nach talfahrt absturz
        verliert_deutlich chute chutent plonge plongent recule reculent s'effondre dégringole
        baisse cae caen cayó caída desploma desploman hunde hunden retrocede baja bajan bajó cai
        caem caiu queda despenca despencam recua recuam desaba tomba crolla crollano scende
        scendono cala падает падают упал* рухнул* обвал* подешев* снизил* сниже* هبوط تراجع انخفاض
        跌 重挫 下挫 暴挫 走低 抛售 拋售 下滑 下降 缩水 减少 減少 崩盘 崩盤 跳水 급락 하락 폭락
        약세 내림세 추락 떨어 급감 감소 하회 急落 下落 反落 続落 暴落 大幅安 全面安 最安値 減益
        減収 %減 %安 %超安 %下落 0円安 1円安 2円安 3円安 4円安 5円安 6円安 7円安 8円安 9円安""",
    "": """
        buy-back sold_out death_penalty fire_sale rate_cut_hopes interest_rates_on_hold gold_prices
        gold_price spot_gold gold_futures strike_deal strikes_deal deal_or_no_deal all-in
        market_share price_rise_fears dead_heat deadline deadlock fall_of_the fall_season cut-off
        short_cut grand_slam high_growth_stocks growth_stocks growth_stock 增长点 通过英伟达 在下降
        高増 drops_out drop_out dropped_out falls_short fall_short fell_short falls_apart
        fall_apart drop_off fall_in_love falls_in_love gold_rush""",
}  # fmt: skip
"""Action → how it is told: en, de, fr, es, pt, it, ru, ar, zh, ko, ja. An underscore is a space
inside a cue, a star any ending. Cues of the last line mean none of the others that they hold."""

_OPPOSED = (
    "raise cut", "launch cancel", "approve reject", "net-buy net-sell",
    "delay hasten", "pause resume",
)  # fmt: skip
"""Selling is not opposed to buying, nor losing to winning: they are two ends of one deal or game.
Nor is a denial to what it denies, which our glossary puts in one event."""
_OPPOSITE = {deed: other for pair in _OPPOSED for deed, other in (pair.split(), pair.split()[::-1])}

_BACKGROUND = late_regex(
    r"(?<![^\W_])(?:after|following|despite|since|nach|trotz|après|malgré|tras|después de|pese a"
    r"|após|depois de|apesar de|dopo|nonostante|после|несмотря на)(?![^\W_])"
)

_LONGEST_GAP = 28
_BETWEEN = late_regex(
    r"(?:['’]s)?\s*(?:\([^)]*\)\s*)?(?:(?:inc|corp|co|ltd|plc|group|platforms|holdings)\.?,?\s+)?"
    r"-?(?:(?:shares?|stocks?|index|futures|adrs?|aktien?|kurs|titres?|акции|股价|股價|股票|股份|股|指数"
    r"|指數|주가|주식|지수|株価|株|指数)\s*)?(?:(?:is|are|was|were|have|has)\s+)?"
    r"(?:收盘|收市|早盘|盘中|盘前|收|は|が|も|은|는|이|가|또)?\s*"
    r"(?:(?:约|約|近|逾|超|超过|一度|最大|大幅|한때|장중|약)?\s*\d[\d.,]*\s*(?:%|円|ポイント|포인트|点|점)\s*"
    r"(?:超|近く|가까이|넘게|이상)?)?\s*"
)
"""What may stand between a name and how its price moved."""

_FINDER = CueFinder(_CUES)


def actions(folded: str) -> frozenset[str]:
    """Return what is done in a folded headline: "buy", "raise", "deny" and so on."""
    told = frozenset([action for action, _, _ in _FINDER.find(folded) if action not in _WAYS])
    return told | outlook_changes(folded)


def direction(folded: str) -> int:
    """Return +1 where prices or quantities go up, -1 down, 0 when both, neither or unsaid.

    What happened "after", "despite" or "following" something else is background and left out.
    """
    told = {sign for sign, _ in _moves(folded)}
    return told.pop() if len(told) == 1 else 0


def directions(folded: str, named: Iterable[tuple[str, int, int]]) -> dict[str, int]:
    """Return the direction, +1 or -1, of each name whose price the headline says has moved.

    A move belongs to the name just before it, with no more between them than "shares", "index",
    a particle or by how much; "Acme's plan sends Borealis tumbling" moves Borealis alone. A name
    that goes both ways is left out.

    Args:
        folded: The headline.
        named: Names found in it, each with where it starts and ends.
    """
    moves = list(_moves(folded))
    if not moves:
        return {}
    ends = sorted((end, name) for name, _, end in named)
    told: dict[str, set[int]] = {}
    for sign, at in moves:
        before = [(end, name) for end, name in ends if end <= at and at - end <= _LONGEST_GAP]
        if before and _BETWEEN.fullmatch(folded, before[-1][0], at):
            for _, name in (pair for pair in before if pair[0] == before[-1][0]):
                told.setdefault(name, set()).add(sign)
    return {name: signs.pop() for name, signs in told.items() if len(signs) == 1}


def _moves(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the sign of each move in the foreground, and where it is told."""
    moves = [(action, at) for action, at, _ in _FINDER.find(folded) if action in _WAYS]
    if not moves:
        return
    spans = [
        (found.start(), _clause_end(folded, found.end())) for found in _BACKGROUND.finditer(folded)
    ]
    for action, at in moves:
        if not any(start < at < end for start, end in spans):
            yield (1 if action == UP else -1), at


def opposed(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether one does what the other undoes: raise and cut, launch and cancel, and so on.

    False where either does both, and where either denies.
    """
    if not a or not b or a == b or "deny" in a or "deny" in b:
        return False
    return any(
        _OPPOSITE[deed] in b and _OPPOSITE[deed] not in a and deed not in b
        for deed in a
        if deed in _OPPOSITE
    )


def _clause_end(folded: str, start: int) -> int:
    ends = [at for mark in ",;:" if (at := folded.find(mark, start)) >= 0]
    return min(ends, default=len(folded))
