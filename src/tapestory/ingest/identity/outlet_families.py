"""What is known of newsrooms: the hosts of each, its names in print, and the country it is in.

A family is one newsroom on however many hosts, in however many languages. Newsrooms of one
owner that report for themselves (Dow Jones has four) are several: where one prints another's
text, the copy is found by its text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """One newsroom."""

    name: str
    country: str
    """ISO 3166 alpha-2 of where its clocks hang; "" where it prints by several."""
    hosts: tuple[str, ...]
    """With all their subdomains, unless another family has those."""
    aliases: tuple[str, ...] = ()
    """Other names in print."""


def _families(country: str, rows: str) -> list[Family]:
    """Read rows of "name; host host …; alias, alias …"."""
    found = []
    for row in filter(None, map(str.strip, rows.splitlines())):
        name, hosts, aliases = (*row.split(";"), "", "")[:3]
        names = (" ".join(alias.split()) for alias in aliases.split(","))
        found.append(
            Family(name.strip(), country, tuple(hosts.split()), tuple(filter(None, names)))
        )
    return found


FAMILIES: tuple[Family, ...] = (
    *_families(
        "",
        """
        AFP; afp.com; agence france-presse, agence france presse, 法新社
        AP; apnews.com ap.org; associated press, the associated press, ap news, 美联社, 美聯社
        Al Jazeera; aljazeera.com aljazeera.net
        Bloomberg; bloomberg.com bloomberg.net bloomberg.co.jp bnnbloomberg.ca \
            bloombergquint.com ndtvprofit.com; bloomberg news, bloomberg.com, 彭博, 彭博社, \
            블룸버그, ブルームバーグ
        Business Wire; businesswire.com; businesswire
        CoinDesk; coindesk.com coindeskjapan.com coindeskkorea.com; 코인데스크
        CoinTelegraph; cointelegraph.com; コインテレグラフ
        GlobeNewswire; globenewswire.com
        Investing.com; investing.com
        PR Newswire; prnewswire.com prnasia.com prnewswire.co.uk; prnewswire, 美通社
        Reuters; reuters.com reuters.co.jp reutersagency.com thomsonreuters.com \
            reutersmedia.net; thomson reuters, reuters news, 路透, 路透社, 로이터, \
            로이터통신, ロイター
        Yahoo; yahoo.com yahoo.co.jp yahoo.co.uk yimg.com; yahoo finance, yahoo! finance, \
            yahoo news, yahoo!ニュース, 雅虎财经, 야후파이낸스
        """,
    ),
    *_families(
        "US",
        """
        ABC News; abcnews.go.com abcnews.com
        Ars Technica; arstechnica.com
        Axios; axios.com
        Barron's; barrons.com; barrons, 巴伦周刊, 배런스
        Benzinga; benzinga.com
        Business Insider; businessinsider.com insider.com businessinsider.de \
            businessinsider.jp businessinsider.in markets.businessinsider.com
        CBS News; cbsnews.com
        CNBC; cnbc.com
        CNET; cnet.com
        CNN; cnn.com cnn.io edition.cnn.com; cnn business
        Data Center Dynamics; datacenterdynamics.com; dcd, datacenterdynamics
        Dow Jones Newswires; dowjones.com djnewswires.com; dow jones, 道琼斯通讯社, 다우존스
        Engadget; engadget.com
        Forbes; forbes.com; 福布斯, 포브스
        Fortune; fortune.com; 财富
        Fox; foxnews.com foxbusiness.com; fox news, fox business
        Investor's Business Daily; investors.com; ibd
        Los Angeles Times; latimes.com; la times
        MIT Technology Review; technologyreview.com technologyreview.jp
        MarketWatch; marketwatch.com
        Morningstar; morningstar.com
        Motley Fool; fool.com; the motley fool
        NBC News; nbcnews.com
        NPR; npr.org
        New York Post; nypost.com
        New York Times; nytimes.com nyti.ms nytimes.cn; the new york times, nyt, 纽约时报, \
            紐約時報, 뉴욕타임스
        Politico; politico.com politico.eu politico.co.uk
        Quartz; qz.com
        Seeking Alpha; seekingalpha.com
        Semafor; semafor.com
        SemiAnalysis; semianalysis.com
        Sherwood; sherwood.news; sherwood news
        Stratechery; stratechery.com
        TechCrunch; techcrunch.com jp.techcrunch.com; 테크크런치
        The Atlantic; theatlantic.com
        The Hill; thehill.com
        The Information; theinformation.com; 디인포메이션
        The Verge; theverge.com
        TheStreet; thestreet.com
        Time; time.com
        Tom's Hardware; tomshardware.com
        USA Today; usatoday.com
        VentureBeat; venturebeat.com
        Vox; vox.com
        Wall Street Journal; wsj.com wsj.net; the wall street journal, wsj, 华尔街日报, \
            華爾街日報, 월스트리트저널
        Washington Post; washingtonpost.com; the washington post
        Wired; wired.com wired.jp wired.co.uk
        ZDNet; zdnet.com
        ZeroHedge; zerohedge.com; zero hedge
        """,
    ),
    *_families(
        "GB",
        """
        BBC; bbc.co.uk bbc.com bbci.co.uk; bbc news
        City A.M.; cityam.com; city am
        Financial Times; ft.com ftchinese.com ftalphaville.ft.com; ft, the financial times, \
            ft中文网, 金融时报, 金融時報, 파이낸셜타임스
        Sky News; sky.com news.sky.com
        The Economist; economist.com; economist, 经济学人
        The Guardian; theguardian.com guardian.co.uk theguardian.co.uk; guardian
        The Independent; independent.co.uk
        The Register; theregister.com theregister.co.uk
        The Telegraph; telegraph.co.uk; telegraph
        The Times; thetimes.co.uk thetimes.com
        """,
    ),
    *_families(
        "DE",
        """
        Bild; bild.de
        Der Spiegel; spiegel.de; spiegel, spiegel online
        Deutsche Welle; dw.com; dw
        Die Welt; welt.de; welt
        FAZ; faz.net; frankfurter allgemeine, frankfurter allgemeine zeitung
        Golem; golem.de; golem.de
        Handelsblatt; handelsblatt.com
        Heise; heise.de; heise online
        Süddeutsche Zeitung; sueddeutsche.de; sz
        """,
    ),
    *_families(
        "FR",
        """
        France 24; france24.com
        Le Figaro; lefigaro.fr
        Le Monde; lemonde.fr
        Les Echos; lesechos.fr; les échos
        """,
    ),
    *_families(
        "ES",
        """
        El País; elpais.com; el pais
        Xataka; xataka.com
        """,
    ),
    *_families("IT", "Il Sole 24 Ore; ilsole24ore.com"),
    *_families("CH", "Neue Zürcher Zeitung; nzz.ch; nzz"),
    *_families("CA", "The Globe and Mail; theglobeandmail.com; globe and mail"),
    *_families("AU", "Australian Financial Review; afr.com; afr"),
    *_families(
        "IN",
        """
        Economic Times; economictimes.indiatimes.com economictimes.com; the economic times
        Livemint; livemint.com; mint
        Moneycontrol; moneycontrol.com
        Times of India; timesofindia.indiatimes.com timesofindia.com; the times of india
        """,
    ),
    *_families(
        "SG",
        """
        Business Times; businesstimes.com.sg; the business times
        Channel NewsAsia; channelnewsasia.com; cna
        Straits Times; straitstimes.com; the straits times, 海峡时报
        Tech in Asia; techinasia.com
        Zaobao; zaobao.com zaobao.com.sg; 联合早报, 聯合早報
        """,
    ),
    *_families(
        "CN",
        """
        21st Century Business Herald; 21jingji.com; 21世纪经济报道, 21财经, 21经济网
        36Kr; 36kr.com 36krcdn.com kr-asia.com; 36氪
        BlockBeats; theblockbeats.info; 律动
        Caixin; caixin.com caixinglobal.com; caixin global, 财新, 财新网
        China Daily; chinadaily.com.cn; 中国日报
        China Securities Journal; cs.com.cn; 中国证券报, 中证网, 中國證券報
        Cls; cls.cn; 财联社, cailian press, cailianshe, 財聯社
        Eastmoney; eastmoney.com; 东方财富, 东方财富网
        Economic Observer; eeo.com.cn; 经济观察网, 经济观察报
        Gelonghui; gelonghui.com; 格隆汇, 格隆匯
        Global Times; globaltimes.cn huanqiu.com; 环球时报, 环球网
        Hexun; hexun.com; 和讯, 和讯网
        Huxiu; huxiu.com; 虎嗅, 虎嗅网
        Ifeng; ifeng.com; 凤凰网, 凤凰财经, 鳳凰網
        Ithome; ithome.com; it之家
        Jiemian; jiemian.com; 界面, 界面新闻
        Jin10; jin10.com; 金十数据
        LatePost; latepost.com; 晚点, 晚点latepost
        Leiphone; leiphone.com; 雷锋网, 雷峰网
        NBD; nbd.com.cn; 每日经济新闻, 每经网
        NetEase; 163.com netease.com; 网易, 网易财经, 网易科技, 網易
        PANews; panewslab.com panews.io
        People's Daily; people.com.cn people.cn peopledaily.com.cn; 人民网, 人民日报
        Securities Times; stcn.com; 证券时报, 证券时报网, 證券時報
        Shanghai Securities News; cnstock.com; 上海证券报, 上证报
        Sina; sina.com.cn sina.cn sina.com; 新浪财经, 新浪, 新浪科技, 新浪网
        Sohu; sohu.com; 搜狐, 搜狐财经, 搜狐网
        Tencent News; news.qq.com new.qq.com finance.qq.com qq.com; 腾讯新闻, 腾讯网, \
            腾讯财经, 騰訊
        The Paper; thepaper.cn; 澎湃新闻, 澎湃
        Tonghuashun; 10jqka.com.cn; 同花顺, 同花顺财经
        Wallstreetcn; wallstreetcn.com awtmt.com; 华尔街见闻, 華爾街見聞
        Xinhua; xinhuanet.com news.cn xinhua.org; xinhua news agency, 新华社, 新华网, 新華社
        Xueqiu; xueqiu.com; 雪球
        Yicai; yicai.com yicaiglobal.com; 第一财经, yicai global
        Zhitong; zhitongcaijing.com; 智通财经, 智通財經
        """,
    ),
    *_families(
        "HK",
        """
        AAStocks; aastocks.com; 阿思達克
        Economic Times Hong Kong; hket.com; 香港經濟日報, 經濟日報 hket
        Hong Kong Economic Journal; hkej.com; 信報, 信報財經新聞
        Ming Pao; mingpao.com; 明報
        South China Morning Post; scmp.com; scmp, 南华早报, 南華早報
        """,
    ),
    *_families(
        "TW",
        """
        Central News Agency; cna.com.tw focustaiwan.tw; 中央社, focus taiwan
        Cnyes; cnyes.com; 鉅亨網, 钜亨网
        Commercial Times; ctee.com.tw; 工商時報, 工商时报
        DigiTimes; digitimes.com digitimes.com.tw; 電子時報, 电子时报
        Economic Daily News; money.udn.com; 經濟日報
        Liberty Times; ltn.com.tw; 自由時報, 自由財經
        TechNews; technews.tw; 科技新報
        TrendForce; trendforce.com trendforce.cn trendforce.com.tw; 集邦咨询, 集邦諮詢, 트렌드포스
        UDN; udn.com; 聯合新聞網, 聯合報
        """,
    ),
    *_families(
        "KR",
        """
        Asia Economy; asiae.co.kr; 아시아경제
        Chosun; chosun.com chosunbiz.com; 조선비즈, 조선일보, chosun biz, chosun ilbo, the \
            chosun daily
        Daum; daum.net; 다음, 다음뉴스
        Digital Times; dt.co.kr; 디지털타임스
        Dong-A Ilbo; donga.com; 동아일보, dong-a
        ETNews; etnews.com; 전자신문
        Edaily; edaily.co.kr; 이데일리
        Financial News; fnnews.com; 파이낸셜뉴스
        Hankyoreh; hani.co.kr; 한겨레
        Hankyung; hankyung.com kedglobal.com; 한국경제, 한경, korea economic daily, the \
            korea economic daily, ked global
        Herald; heraldcorp.com koreaherald.com; 헤럴드경제, korea herald, the korea herald
        Joongang; joongang.co.kr joins.com; 중앙일보, korea joongang daily, joongang ilbo
        Korea Times; koreatimes.co.kr; the korea times, 코리아타임스
        Kyunghyang; khan.co.kr; 경향신문
        Maeil Business; mk.co.kr pulsenews.co.kr; 매일경제, 매경, pulse
        Money Today; mt.co.kr; 머니투데이
        Naver; naver.com; 네이버, 네이버뉴스
        News1; news1.kr; 뉴스1
        Newsis; newsis.com; 뉴시스
        Seoul Economic Daily; sedaily.com; 서울경제
        The Elec; thelec.kr thelec.net; 디일렉
        Yonhap; yna.co.kr yonhapnews.co.kr; yonhap news agency, yonhap news, 연합뉴스, \
            韩联社, 韓聯社, 聯合ニュース
        Yonhap Infomax; einfomax.co.kr; 연합인포맥스
        ZDNet Korea; zdnet.co.kr; 지디넷코리아
        """,
    ),
    *_families(
        "JP",
        """
        Asahi; asahi.com; 朝日新聞, asahi shimbun, the asahi shimbun
        Diamond; diamond.jp; ダイヤモンド, ダイヤモンド・オンライン
        ITmedia; itmedia.co.jp; アイティメディア
        Impress; impress.co.jp; インプレス
        Japan Times; japantimes.co.jp; the japan times
        Jiji; jiji.com; jiji press, 時事通信, 時事通信社, 时事通信
        Kyodo; kyodonews.net kyodonews.jp kyodo.co.jp; kyodo news, 共同通信, 共同社
        Mainichi; mainichi.jp; 毎日新聞
        NHK; nhk.or.jp nhk.jp; nhkニュース, nhk world
        Nikkei; nikkei.com nikkei.co.jp; nikkei asia, the nikkei, 日本経済新聞, 日経, \
            日経新聞, 日経電子版, 日本经济新闻, 日经中文网, 닛케이
        Sankei; sankei.com; 産経新聞
        Toyo Keizai; toyokeizai.net; 東洋経済, 東洋経済オンライン, toyokeizai
        Yomiuri; yomiuri.co.jp japannews.yomiuri.co.jp; 読売新聞, the yomiuri shimbun
        """,
    ),
)
