"""Twelve articles in four languages and the pages that sites would put around them: all ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Story:
    lang: str
    title: str
    teaser: str
    """What its feed carries."""
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True)
class Furniture:
    """What a site puts around every article."""

    menu: tuple[str, ...]
    related: tuple[str, ...]
    promise: str
    """A line that the site prints inside its articles."""
    footer: tuple[str, ...]
    consent: str


ENGLISH = (
    Story(
        "en",
        "Harbour Copper halts its northern smelter after a furnace leak",
        "Harbour Copper stopped its northern smelter on Tuesday after molten metal leaked from a "
        "furnace, cutting a tenth of the region's supply.",
        (
            "Harbour Copper stopped its northern smelter on Tuesday after molten metal leaked from "
            "the floor of a furnace, the company said. Nobody was hurt, and the site was cleared "
            "within twenty minutes.",
            "The plant turns out about 180,000 tonnes of refined metal a year, a tenth of what the "
            "region produces. Traders had counted on it to refill warehouses that emptied in the "
            "spring.",
            "“We will not light the furnace again before the brickwork has been opened and seen,” "
            "said Orla Venn, who runs the site. She expects that to take between six and nine "
            "weeks.",
            "Copper for delivery in three months rose 2.4% to 9,870 dollars a tonne by the close. "
            "Shares of Harbour fell 6.1%, their largest drop since the strike of 2024.",
            "The company has told two cable makers that it cannot meet their contracts for August. "
            "Both said they hold stock for about five weeks and are looking for metal elsewhere.",
            "Safety inspectors visited the furnace in March and asked for a new lining by the end "
            "of the year. Harbour had scheduled that work for October.",
        ),
    ),
    Story(
        "en",
        "Lanternfish cuts its outlook as chip orders slip into winter",
        "Lanternfish now expects sales of 2.1 to 2.3 billion dollars this quarter.",
        (
            "Lanternfish now expects sales of 2.1 to 2.3 billion dollars this quarter, down from "
            "the 2.6 billion it named in May, because three customers moved orders for memory "
            "testers into the winter.",
            "The maker of test equipment said none of the orders was cancelled. Two of the three "
            "customers are waiting for clean rooms that are behind schedule; the third has changed "
            "the design of a package.",
            "Gross margin should come to 47%, one point less than planned, as a plant in Penang "
            "runs below its capacity. Lanternfish will send 300 people there on paid leave until "
            "October.",
            "Analysts at three banks had warned of a delay after a supplier of handlers reported "
            "weak bookings last week. The stock lost 11% before the opening bell and ended the day "
            "7.8% lower.",
            "Ruth Adeyemi, the chief financial officer, said the year's spending on research would "
            "stay at 410 million dollars. The dividend is unchanged.",
        ),
    ),
    Story(
        "en",
        "Regulator clears ferry merger on condition that two routes are sold",
        "The competition authority allowed the merger of Northlight and Skerry Lines.",
        (
            "The competition authority allowed the merger of Northlight and Skerry Lines on "
            "Thursday, provided that the two ferry operators sell their overnight routes to the "
            "outer islands within a year.",
            "Together the companies carry four of every five passengers in the strait. The "
            "authority found that fares on the overnight routes would have risen by up to 14% "
            "without a rival.",
            "A buyer has to be independent of both and must run at least three sailings a week for "
            "five years. Two operators have shown interest, according to the decision, which does "
            "not name them.",
            "Northlight said the conditions were acceptable and that it still expects to save 38 "
            "million euros a year from the third year on. The deal should close in September.",
            "Islanders had asked for a cap on fares instead. Their council said it would study the "
            "decision and could appeal within thirty days.",
        ),
    ),
)
CHINESE = (
    Story(
        "zh",
        "北湾铜业熔炉渗漏 冶炼厂停产至少六周",
        "北湾铜业周二表示，北部冶炼厂一座熔炉发生渗漏，工厂已经停产。",
        (
            "北湾铜业周二表示，北部冶炼厂一座熔炉底部发生金属渗漏，工厂已经停产，现场人员在二十分钟内全部撤离，没有人受伤。",
            "该厂每年生产约十八万吨精炼铜，占当地产量的十分之一。交易商原本指望这批金属补充春季以来不断下降的仓库库存。",
            "厂长范若兰说，在拆开炉衬检查之前不会重新点火，预计需要六到九周时间。公司将在下月公布检查结果。",
            "三个月期铜收盘上涨百分之二点四，报每吨九千八百七十美元。北湾铜业股价下跌百分之六点一，是两年来最大的单日跌幅。",
            "公司已经通知两家电缆企业，八月份的合同无法按时交付。两家企业表示手头库存可以维持五周左右，正在寻找其他货源。",
            "监管人员三月份检查时曾要求在年底之前更换炉衬，公司原定十月动工。",
        ),
    ),
    Story(
        "zh",
        "灯笼鱼半导体下调季度收入预期 三家客户推迟订单",
        "灯笼鱼半导体预计本季度收入为二十一亿至二十三亿美元，低于五月份给出的预期。",
        (
            "灯笼鱼半导体预计本季度收入为二十一亿至二十三亿美元，低于五月份给出的二十六亿美元，原因是三家客户把存储测试机的订单推迟到冬季。",
            "公司强调没有订单被取消。其中两家客户的洁净厂房建设进度落后，另一家客户修改了封装设计，需要重新验证设备。",
            "由于槟城工厂开工率不足，毛利率预计为百分之四十七，比计划低一个百分点。三百名员工将带薪休假到十月。",
            "此前一家机械手供应商公布的订单疲弱，三家投行已经提示过推迟的风险。公司股价盘前一度下跌百分之十一，收盘跌幅收窄到百分之七点八。",
            "首席财务官表示，全年四亿一千万美元的研发支出不变，股息也维持原来的水平。",
        ),
    ),
    Story(
        "zh",
        "渡轮公司合并获有条件批准 须出售两条夜间航线",
        "竞争管理机构周四批准北光与岩岛两家渡轮公司合并，条件是一年内出售两条夜间航线。",
        (
            "竞争管理机构周四批准北光与岩岛两家渡轮公司合并，条件是双方在一年之内出售通往外岛的两条夜间航线。",
            "两家公司合计运送海峡内五分之四的旅客。调查认为，如果没有竞争对手，夜间航线的票价最多可能上涨百分之十四。",
            "买方必须独立于合并双方，并且在五年之内每周至少开行三个航班。决定书提到有两家运营商表达了兴趣，但没有公布名称。",
            "北光公司表示可以接受这些条件，预计从第三年起每年节省三千八百万欧元，交易将在九月份完成。",
            "外岛居民原本要求对票价设定上限。岛上议会说将研究这项决定，可能在三十天之内提出上诉。",
        ),
    ),
)
KOREAN = (
    Story(
        "ko",
        "북만구리, 용광로 누출로 제련소 가동 중단",
        "북만구리는 화요일 북부 제련소 용광로에서 금속이 새어 나와 공장을 멈췄다고 밝혔다.",
        (
            "북만구리는 화요일 북부 제련소 용광로 바닥에서 금속이 새어 나와 공장을 멈췄다고 밝혔다. 직원들은 20분 안에 모두 대피했고 다친 사람은 없었다.",
            "이 공장은 해마다 정련구리 약 18만 톤을 생산하며 이는 지역 생산량의 10분의 1에 해당한다. 거래업자들은 봄부터 줄어든 창고 재고를 이 물량으로 채울 계획이었다.",
            "공장장 윤서린은 내화벽돌을 뜯어 확인하기 전에는 다시 불을 붙이지 않겠다며 여섯 주에서 아홉 주가 걸릴 것으로 내다봤다.",
            "3개월물 구리 가격은 2.4% 오른 톤당 9870달러로 마감했다. 회사 주가는 6.1% 떨어져 2년 만에 가장 큰 하락률을 기록했다.",
            "회사는 전선업체 두 곳에 8월 계약 물량을 제때 넘길 수 없다고 알렸다. 두 업체는 재고로 다섯 주가량 버틸 수 있으며 다른 공급처를 찾고 있다고 말했다.",
        ),
    ),
    Story(
        "ko",
        "등불반도체, 고객사 주문 연기로 분기 매출 전망 낮춰",
        "등불반도체는 이번 분기 매출이 21억~23억 달러에 그칠 것으로 전망했다.",
        (
            "등불반도체는 이번 분기 매출이 21억~23억 달러에 그칠 것으로 전망했다. 지난 5월에 제시한 26억 달러보다 낮은 수준으로, 고객사 세 곳이 메모리 검사장비 주문을 겨울로 미룬 탓이다.",
            "회사는 취소된 주문은 없다고 강조했다. 두 고객사는 클린룸 공사가 늦어지고 있고 나머지 한 곳은 패키지 설계를 바꾸었다.",
            "페낭 공장의 가동률이 떨어지면서 매출총이익률은 계획보다 1%포인트 낮은 47%로 예상된다. 직원 300명은 10월까지 유급휴가에 들어간다.",
            "앞서 한 핸들러 업체가 부진한 수주 실적을 내놓자 은행 세 곳이 지연 가능성을 경고한 바 있다. 주가는 장 시작 전 11%까지 밀렸다가 7.8% 내린 채 마쳤다.",
            "최고재무책임자는 올해 연구개발비 4억 1000만 달러와 배당은 그대로 유지한다고 말했다.",
        ),
    ),
    Story(
        "ko",
        "여객선사 합병 조건부 승인…야간 노선 두 곳 팔아야",
        "경쟁당국은 목요일 북광해운과 바위섬라인의 합병을 조건부로 승인했다.",
        (
            "경쟁당국은 목요일 북광해운과 바위섬라인의 합병을 조건부로 승인했다. 두 회사는 바깥섬을 오가는 야간 노선 두 곳을 1년 안에 팔아야 한다.",
            "두 회사는 해협 여객의 다섯 명 가운데 네 명을 실어 나른다. 당국은 경쟁자가 없으면 야간 노선 운임이 최대 14% 오를 수 있다고 판단했다.",
            "인수자는 두 회사와 관계가 없어야 하며 5년 동안 매주 세 차례 이상 배를 띄워야 한다. 결정문은 두 운영사가 관심을 보였다고 적었지만 이름은 밝히지 않았다.",
            "북광해운은 조건을 받아들일 수 있다며 3년 차부터 해마다 3800만 유로를 아낄 것으로 기대했다. 거래는 9월에 마무리된다.",
            "섬 주민들은 운임 상한을 요구해 왔다. 섬 의회는 결정을 검토한 뒤 30일 안에 이의를 제기할 수 있다고 밝혔다.",
        ),
    ),
)
JAPANESE = (
    Story(
        "ja",
        "北湾銅業、溶鉱炉の漏れで北部製錬所を停止",
        "北湾銅業は火曜日、北部製錬所の炉から溶けた金属が漏れ、操業を止めたと発表した。",
        (
            "北湾銅業は火曜日、北部製錬所の炉の底から溶けた金属が漏れ、操業を止めたと発表した。作業員は二十分以内に全員が避難し、けが人はいなかった。",
            "この製錬所は年間およそ十八万トンの地金を生産し、地域の生産量の一割を占める。市場では、春から減り続けている倉庫の在庫を補うと見込まれていた。",
            "所長の芦原しのぶ氏は、れんがを取り外して確かめるまで再び火を入れることはないと述べ、六週間から九週間かかるとの見通しを示した。",
            "三カ月先物の銅は二・四％高の一トン九千八百七十ドルで取引を終えた。同社の株価は六・一％下がり、二年ぶりの下落率となった。",
            "同社は電線メーカー二社に、八月分の契約を守れないと伝えた。二社はおよそ五週間分の在庫があるとし、別の調達先を探している。",
        ),
    ),
    Story(
        "ja",
        "灯籠半導体、四半期の売上高予想を引き下げ　受注が冬にずれ込む",
        "灯籠半導体は今四半期の売上高が二十一億から二十三億ドルになるとの見通しを示した。",
        (
            "灯籠半導体は今四半期の売上高が二十一億から二十三億ドルになるとの見通しを示した。五月に示した二十六億ドルを下回る。顧客三社がメモリー検査装置の注文を冬に延ばしたためだ。",
            "同社によると、取り消された注文はない。二社はクリーンルームの工事が遅れており、残る一社はパッケージの設計を変えた。",
            "ペナン工場の稼働率が下がり、粗利益率は計画より一ポイント低い四十七％になる見込みだ。従業員三百人が十月まで有給で休む。",
            "先週はハンドラーの供給会社が弱い受注を発表し、銀行三行が遅れの可能性を指摘していた。株価は取引開始前に十一％下げ、七・八％安で終えた。",
            "最高財務責任者は、年間四億一千万ドルの研究開発費と配当を変えないと述べた。",
        ),
    ),
    Story(
        "ja",
        "フェリー二社の統合を条件付きで承認　夜行二航路の売却を求める",
        "競争当局は木曜日、ノースライトとスケリー汽船の統合を条件付きで認めた。",
        (
            "競争当局は木曜日、ノースライトとスケリー汽船の統合を条件付きで認めた。両社は離島と結ぶ夜行の二航路を一年以内に売却しなければならない。",
            "両社は海峡を渡る旅客の五人に四人を運んでいる。当局は、競争相手がいなくなれば夜行の運賃が最大で十四％上がると判断した。",
            "買い手は両社から独立し、五年間にわたり週三便以上を運航する必要がある。決定によると二社が関心を示しているが、社名は明らかにされていない。",
            "ノースライトは条件を受け入れられるとし、三年目から年三千八百万ユーロの費用を減らせると見込む。統合は九月に完了する予定だ。",
            "島民は運賃に上限を設けるよう求めていた。島の議会は決定を検討し、三十日以内に不服を申し立てる可能性があると述べた。",
        ),
    ),
)
STORIES = (*ENGLISH, *CHINESE, *KOREAN, *JAPANESE)

FURNITURE = {
    "en": Furniture(
        ("Home", "Markets", "Energy", "Opinion", "Podcasts"),
        ("Why the tin market is so quiet", "Five charts on freight", "What ferries cost in 1990"),
        "The Quayside Letter brings the day's five most read articles to your desk each evening.",
        ("About us", "Contact", "Terms of use", "All prices delayed by fifteen minutes."),
        "We and our partners keep cookies on your device. Accept all or choose.",
    ),
    "zh": Furniture(
        ("首页", "市场", "能源", "评论", "播客"),
        ("锡市场为何如此平静", "五张图看懂运价", "九十年代的船票多少钱"),
        "下载码头晚报客户端，每天傍晚把阅读最多的五篇文章送到您的手机上。",
        ("关于我们", "联系方式", "使用条款", "所有行情延迟十五分钟。"),
        "本站与合作伙伴在您的设备上使用小型文本文件，请选择是否接受。",
    ),
    "ko": Furniture(
        ("홈", "시장", "에너지", "칼럼", "팟캐스트"),
        ("주석 시장은 왜 조용한가", "그래프로 보는 운임", "1990년 뱃삯은 얼마였나"),
        "부두 저녁편지를 신청하면 가장 많이 읽힌 기사 다섯 편을 매일 저녁 보내 드립니다.",
        ("회사 소개", "문의", "이용 약관", "모든 시세는 15분 늦게 표시됩니다."),
        "저희와 제휴사는 기기에 쿠키를 저장합니다. 동의 여부를 선택해 주세요.",
    ),
    "ja": Furniture(
        ("ホーム", "市場", "エネルギー", "論説", "音声"),
        ("すず市場が静かな理由", "図で見る運賃", "三十年前の船賃"),
        "波止場だよりに登録すると、その日によく読まれた五本の記事を毎晩お届けします。",
        ("会社案内", "お問い合わせ", "利用規約", "相場はすべて十五分遅れで表示しています。"),
        "当サイトと提携先は端末にクッキーを保存します。同意するかどうかをお選びください。",
    ),
}


def semantic_page(
    story: Story,
    *,
    head: str = "",
    paragraphs: Sequence[str] | None = None,
    house_line: bool = False,
    charset: str = "utf-8",
) -> bytes:
    """A page as a newsroom builds it today."""
    site = FURNITURE[story.lang]
    shown = [*(story.paragraphs if paragraphs is None else paragraphs)]
    if house_line:
        shown.insert(min(2, len(shown)), site.promise)
    body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in shown)
    return f"""<!doctype html><html lang="{story.lang}"><head><meta charset="{charset}">
<title>{escape(story.title)}</title>{head}<script>var shown = "<p>not text</p>";</script></head>
<body><header><nav><ul>{_items(site.menu)}</ul></nav></header>
<main><article><h1>{escape(story.title)}</h1>
{body}
</article></main>
<aside><h2>+</h2><ul>{_items(site.related)}</ul></aside>
<div id="cookie-banner">{escape(site.consent)}</div>
<footer>{"".join(f"<p>{escape(line)}</p>" for line in site.footer)}</footer></body></html>
""".encode(charset)


def soup_page(story: Story, *, charset: str = "utf-8") -> bytes:
    """A page of nothing but divisions, with a share bar in the middle and links below."""
    site = FURNITURE[story.lang]
    half = len(story.paragraphs) // 2
    share = '<div class="share-bar"><a href="#">f</a> <a href="#">X</a></div>'
    first = "".join(f'<div class="txt"><p>{escape(p)}</p></div>' for p in story.paragraphs[:half])
    rest = "".join(f'<div class="txt"><p>{escape(p)}</p></div>' for p in story.paragraphs[half:])
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{escape(story.title)} - Quayside</title></head><body>
<div class="top-menu">{_links(site.menu)}</div>
<div class="wrap"><div class="headline"><h1>{escape(story.title)}</h1></div>
<div class="article-body">{first}{share}{rest}</div>
<div class="related-links">{_links(site.related)}</div></div>
<div class="bottom">{"<br>".join(escape(line) for line in site.footer)}</div></body></html>
""".encode(charset)


def table_page(story: Story, *, charset: str = "utf-8") -> bytes:
    """A page as they were built around tables and line breaks, and sometimes still are."""
    site = FURNITURE[story.lang]
    text = "<br><br>".join(escape(paragraph) for paragraph in story.paragraphs)
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{escape(story.title)}</title></head><body>
<table width="960"><tr><td colspan="2">{_links(site.menu)}</td></tr>
<tr><td width="700"><h2>{escape(story.title)}</h2><div id="content">{text}</div></td>
<td width="260">{_links(site.related)}</td></tr>
<tr><td colspan="2">{"<br>".join(escape(line) for line in site.footer)}</td></tr></table>
</body></html>
""".encode(charset)


def _items(texts: Sequence[str]) -> str:
    return "".join(f'<li><a href="/{n}">{escape(text)}</a></li>' for n, text in enumerate(texts))


def _links(texts: Sequence[str]) -> str:
    return " | ".join(f'<a href="/{n}">{escape(text)}</a>' for n, text in enumerate(texts))
