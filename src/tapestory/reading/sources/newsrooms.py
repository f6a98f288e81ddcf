"""What is known of newsrooms: the name of each, its hosts, its names in text.

A row is "name; hosts; how it is written in a text; how else feeds and lists call it". Spellings
are taken as they stand, capitals included, so that a fair, a diamond or a mirror is no newsroom;
words that are too common in their language to be told apart stand among the other names only. A
newsroom counts once, on however many hosts and in however many languages.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """One newsroom or research house."""

    name: str
    """The one that everything is called by."""
    hosts: tuple[str, ...]
    """Domains, with all their parts."""
    spellings: tuple[str, ...]
    """In texts, in any language; `name` is always among them unless it is too common a word."""
    others: tuple[str, ...]
    """Names that mean it where an outlet is named, but not in running text; lower case."""
    research: bool = False
    """It publishes estimates and opinions rather than news."""


def listed(rows: str, *, research: bool = False) -> tuple[Newsroom, ...]:
    """Return what stands in rows as described above, one a line but for continued ones."""
    found = []
    for row in filter(None, map(str.strip, rows.replace("\\\n", " ").splitlines())):
        name, hosts, spellings, others = (*row.split(";"), "", "", "")[:4]
        written = [" ".join(one.split()) for one in spellings.split(",")]
        found.append(
            Newsroom(
                name=name.strip(),
                hosts=tuple(hosts.split()),
                spellings=tuple(filter(None, written)),
                others=tuple(filter(None, (" ".join(one.split()) for one in others.split(",")))),
                research=research,
            )
        )
    return tuple(found)


WORLD = listed(r"""
    Bloomberg; bloomberg.com bloomberg.net bloomberg.co.jp bnnbloomberg.ca bloombergquint.com \
        ndtvprofit.com bloomberglaw.com; Bloomberg News, Bloomberg Television, Bloomberg TV, \
        Bloomberg Law, Bloomberg Businessweek, BNN Bloomberg, Bloomberg, 彭博新闻社, 彭博社, 彭博, \
        블룸버그통신, 블룸버그, ブルームバーグ, Блумберг
    Reuters; reuters.com reuters.co.jp reutersagency.com thomsonreuters.com reutersmedia.net; \
        Thomson Reuters, Reuters Breakingviews, Reuters, 路透社, 路透, 로이터통신, 로이터, \
        ロイター通信, ロイター, Рейтер; reuters news
    Associated Press; apnews.com ap.org; The Associated Press, Associated Press, AP News, AP, \
        美联社, 美聯社, AP통신, AP通信
    AFP; afp.com; Agence France-Presse, Agence France Presse, AFP, 法新社, AFP통신
    Dow Jones Newswires; dowjones.com djnewswires.com; Dow Jones Newswires, 道琼斯通讯社, \
        다우존스; dow jones
    dpa; dpa.com; dpa-AFX, Deutsche Presse-Agentur
    EFE; efe.com; EFE
    ANSA; ansa.it; ANSA
    TASS; tass.com tass.ru; TASS, ТАСС
    Interfax; interfax.ru interfax.com; Interfax, Интерфакс
    Al Jazeera; aljazeera.com aljazeera.net; Al Jazeera
    CoinDesk; coindesk.com coindeskjapan.com coindeskkorea.com; CoinDesk, 코인데스크
    CoinTelegraph; cointelegraph.com; Cointelegraph, CoinTelegraph, コインテレグラフ
    The Block; theblock.co; The Block
    Decrypt; decrypt.co
    Investing.com; investing.com; Investing.com, 英为财情
    Yahoo Finance; yahoo.com yahoo.co.jp yahoo.co.uk yimg.com; Yahoo Finance, Yahoo! Finance, \
        Yahoo News, Yahoo!ニュース, 雅虎财经, 야후파이낸스; yahoo
    MSN; msn.com
    Techmeme; techmeme.com; Techmeme
    TradingView; tradingview.com; TradingView
    TradingKey; tradingkey.com; TradingKey
    Polymarket; polymarket.com; Polymarket
    Odaily; odaily.news; Odaily, Odaily星球日报
""")

UNITED_STATES = listed(r"""
    Wall Street Journal; wsj.com wsj.net; The Wall Street Journal, Wall Street Journal, WSJ紙, \
        WSJ, 华尔街日报, 華爾街日報, 월스트리트저널, ウォール・ストリート・ジャーナル
    New York Times; nytimes.com nyti.ms nytimes.cn; The New York Times, New York Times, NYT, \
        NYタイムズ, 纽约时报, 紐約時報, 뉴욕타임스, ニューヨーク・タイムズ
    Washington Post; washingtonpost.com; The Washington Post, Washington Post, 华盛顿邮报, \
        華盛頓郵報, 워싱턴포스트, ワシントン・ポスト
    The Information; theinformation.com; The Information, 디인포메이션, 디 인포메이션, \
        ジ・インフォメーション
    CNBC; cnbc.com; CNBC
    CNN; cnn.com cnn.io; CNN Business, CNN
    ABC News; abcnews.go.com abcnews.com; ABC News
    CBS News; cbsnews.com; CBS News
    NBC News; nbcnews.com; NBC News
    NPR; npr.org; NPR
    PBS; pbs.org; PBS
    Fox Business; foxnews.com foxbusiness.com; Fox Business, Fox News; fox
    TechCrunch; techcrunch.com; TechCrunch, Techcrunch, 테크크런치
    The Verge; theverge.com; The Verge
    Axios; axios.com; Axios
    Barron's; barrons.com; Barron's, Barron’s, 巴伦周刊, 巴倫周刊, 배런스, バロンズ; barrons
    Tom's Hardware; tomshardware.com; Tom's Hardware, Tom’s Hardware
    Business Insider; businessinsider.com insider.com businessinsider.de businessinsider.jp \
        businessinsider.in; Business Insider, ビジネスインサイダー
    Forbes; forbes.com; Forbes, 福布斯, 포브스, フォーブス
    Fortune; fortune.com; Fortune magazine, Fortune; 财富, 포춘
    Engadget; engadget.com; Engadget
    Wired; wired.com wired.jp wired.co.uk; Wired magazine, WIRED, Wired
    Ars Technica; arstechnica.com; Ars Technica
    CNET; cnet.com; CNET
    ZDNet; zdnet.com; ZDNet, ZDNET
    VentureBeat; venturebeat.com; VentureBeat
    404 Media; 404media.co; 404 Media
    Platformer; platformer.news
    Puck; puck.news
    Stratechery; stratechery.com; Stratechery
    MIT Technology Review; technologyreview.com technologyreview.jp; MIT Technology Review
    IEEE Spectrum; spectrum.ieee.org; IEEE Spectrum
    PCMag; pcmag.com; PCMag, PC Magazine
    MarketWatch; marketwatch.com; MarketWatch
    Motley Fool; fool.com; The Motley Fool, Motley Fool
    Seeking Alpha; seekingalpha.com; Seeking Alpha
    Benzinga; benzinga.com; Benzinga
    24/7 Wall St.; 247wallst.com; 24/7 Wall St, 24/7 Wall Street
    Zacks; zacks.com; Zacks
    StockStory; stockstory.org; StockStory
    Stocktwits; stocktwits.com; Stocktwits, StockTwits
    Investor's Business Daily; investors.com; Investor's Business Daily, \
        Investor’s Business Daily; ibd
    TheStreet; thestreet.com; TheStreet
    TipRanks; tipranks.com; TipRanks
    Blockspace; blockspace.media; Blockspace
    New York Post; nypost.com; New York Post, NY Post
    USA Today; usatoday.com; USA Today
    Los Angeles Times; latimes.com; Los Angeles Times, LA Times
    Politico; politico.com politico.eu politico.co.uk; Politico, POLITICO
    Semafor; semafor.com; Semafor
    The Hill; thehill.com; The Hill
    The Atlantic; theatlantic.com; The Atlantic
    Time; time.com; Time magazine, TIME magazine
    Vox; vox.com
    Quartz; qz.com; Quartz
    Sherwood; sherwood.news; Sherwood News, Sherwood
    ZeroHedge; zerohedge.com; ZeroHedge, Zero Hedge
    Data Center Dynamics; datacenterdynamics.com; Data Center Dynamics, DatacenterDynamics, DCD; \
        data centre dynamics
    Data Center Knowledge; datacenterknowledge.com; Data Center Knowledge
    The Next Platform; nextplatform.com; The Next Platform, Next Platform
    HPCwire; hpcwire.com; HPCwire
    EE Times; eetimes.com; EE Times, EETimes
    Electrek; electrek.co; Electrek
    The Next Web; thenextweb.com; The Next Web, TNW
""")

EUROPE_AND_COMMONWEALTH = listed(r"""
    Financial Times; ft.com ftchinese.com; The Financial Times, Financial Times, FT Alphaville, \
        FT中文网, FT, 金融时报, 金融時報, 英国金融时报, 파이낸셜타임스, \
        フィナンシャル・タイムズ
    BBC; bbc.co.uk bbc.com bbci.co.uk; BBC News, BBC, 英国广播公司
    The Guardian; theguardian.com guardian.co.uk theguardian.co.uk; The Guardian, the Guardian, \
        卫报, 衛報, 가디언, ガーディアン; guardian
    The Economist; economist.com; The Economist, the Economist, 经济学人, 經濟學人, \
        이코노미스트; economist
    The Register; theregister.com theregister.co.uk; The Register
    The Telegraph; telegraph.co.uk; The Telegraph, the Telegraph, Daily Telegraph; telegraph
    The Times; thetimes.co.uk thetimes.com; The Times of London, Times of London
    The Independent; independent.co.uk; The Independent
    Sky News; sky.com; Sky News
    City A.M.; cityam.com; City A.M., City AM
    Handelsblatt; handelsblatt.com; Handelsblatt
    Der Spiegel; spiegel.de; Der Spiegel, Spiegel; spiegel online
    FAZ; faz.net; Frankfurter Allgemeine Zeitung, Frankfurter Allgemeine, FAZ
    Süddeutsche Zeitung; sueddeutsche.de; Süddeutsche Zeitung, Süddeutschen Zeitung; sz
    Die Welt; welt.de;; welt
    Bild; bild.de
    Deutsche Welle; dw.com; Deutsche Welle; dw
    Heise; heise.de; Heise, heise online
    Golem; golem.de; Golem.de
    WirtschaftsWoche; wiwo.de; WirtschaftsWoche
    Manager Magazin; manager-magazin.de; Manager Magazin
    Neue Zürcher Zeitung; nzz.ch; Neue Zürcher Zeitung, NZZ
    Les Echos; lesechos.fr; Les Echos, Les Échos
    Le Monde; lemonde.fr; Le Monde
    Le Figaro; lefigaro.fr; Le Figaro
    France 24; france24.com; France 24
    BFM; bfmtv.com; BFM Business, BFMTV, BFM
    El País; elpais.com; El País, El Pais
    Expansión; expansion.com; Expansión
    Cinco Días; cincodias.elpais.com; Cinco Días
    Xataka; xataka.com; Xataka
    Il Sole 24 Ore; ilsole24ore.com; Il Sole 24 Ore
    Corriere della Sera; corriere.it; Corriere della Sera
    La Repubblica; repubblica.it; La Repubblica, Repubblica
    Valor Econômico; valor.globo.com; Valor Econômico
    Folha de S.Paulo; folha.uol.com.br; Folha de S.Paulo, Folha
    Het Financieele Dagblad; fd.nl; Het Financieele Dagblad, Financieele Dagblad
    NRC; nrc.nl; NRC
    De Tijd; tijd.be; De Tijd
    Kommersant; kommersant.ru; Kommersant, Коммерсантъ, Коммерсант
    Vedomosti; vedomosti.ru; Vedomosti, Ведомости
    RBC; rbc.ru; РБК
    The Globe and Mail; theglobeandmail.com; The Globe and Mail, Globe and Mail
    Australian Financial Review; afr.com; Australian Financial Review, AFR
    Calcalist; calcalist.co.il calcalistech.com; Calcalist
    Globes; globes.co.il
    Haaretz; haaretz.com haaretz.co.il; Haaretz
""")

SOUTH_AND_SOUTHEAST_ASIA = listed(r"""
    Economic Times; economictimes.indiatimes.com economictimes.com; The Economic Times, \
        Economic Times; et
    Times of India; timesofindia.indiatimes.com timesofindia.com; The Times of India, Times of India
    Indian Express; indianexpress.com; The Indian Express, Indian Express
    Livemint; livemint.com; Livemint; mint
    Moneycontrol; moneycontrol.com; Moneycontrol
    Hindustan Times; hindustantimes.com; Hindustan Times
    Business Standard; business-standard.com; Business Standard
    The Hindu; thehindu.com; The Hindu
    Business Times; businesstimes.com.sg; Business Times
    Channel NewsAsia; channelnewsasia.com; Channel NewsAsia, CNA
    Straits Times; straitstimes.com; The Straits Times, Straits Times, 海峡时报
    Tech in Asia; techinasia.com; Tech in Asia
    Zaobao; zaobao.com zaobao.com.sg; Lianhe Zaobao, Zaobao, 联合早报, 聯合早報
""")

CHINESE = listed(r"""
    21st Century Business Herald; 21jingji.com; 21st Century Business Herald, \
        21世纪经济报道; 21财经, 21经济网
    36Kr; 36kr.com 36krcdn.com kr-asia.com; 36Kr, 36kr, 36氪
    AAStocks; aastocks.com; AAStocks, 阿思達克
    BlockBeats; theblockbeats.info theblockbeats.news; BlockBeats, 律动BlockBeats, 律动
    Caixin; caixin.com caixinglobal.com; Caixin Global, Caixin, 财新网, 财新, 財新
    Cailian Press; cls.cn; Cailian Press, Cailianshe, CLS, 财联社, 財聯社
    CCTV; cctv.com cctv.cn; CCTV, 央视新闻, 央视财经, 央视
    Central News Agency; focustaiwan.tw cna.com.tw; Central News Agency, Focus Taiwan, 中央社
    China Daily; chinadaily.com.cn; China Daily, 中国日报
    China Securities Journal; cs.com.cn; China Securities Journal, 中国证券报, 中國證券報; 中证网
    Cnyes; cnyes.com; Anue, 鉅亨網, 钜亨网
    Commercial Times; ctee.com.tw; Commercial Times, 工商時報, 工商时报
    DigiTimes; digitimes.com digitimes.com.tw; DigiTimes, Digitimes, DIGITIMES, 電子時報, \
        电子时报
    Eastmoney; eastmoney.com; 东方财富网, 东方财富
    Economic Daily News; money.udn.com; Economic Daily News, 经济日报, 經濟日報
    Economic Observer; eeo.com.cn; Economic Observer, 经济观察报; 经济观察网
    Economic Times Hong Kong; hket.com; 香港經濟日報, 香港经济日报; 經濟日報 hket
    Gelonghui; gelonghui.com; Gelonghui, 格隆汇, 格隆匯
    Global Times; globaltimes.cn huanqiu.com; Global Times, 环球时报; 环球网
    Hexun; hexun.com; 和讯网; 和讯
    Hong Kong Economic Journal; hkej.com; 信報財經新聞; 信報
    Huxiu; huxiu.com; 虎嗅网, 虎嗅
    Ifeng; ifeng.com; 凤凰网科技, 凤凰网, 凤凰财经, 鳳凰網; ifeng tech
    Ithome; ithome.com; IT之家
    Jiemian; jiemian.com; 界面新闻; 界面
    Jin10; jin10.com; Jin10, 金十数据
    LatePost; latepost.com; LatePost, 晚点LatePost; 晚点
    Leiphone; leiphone.com; 雷锋网, 雷峰网
    Liberty Times; ltn.com.tw; Liberty Times, 自由時報, 自由财经; 自由財經
    MarsBit; marsbit.co; MarsBit
    Ming Pao; mingpao.com; Ming Pao, 明報
    NBD; nbd.com.cn; 每日经济新闻; 每经网
    NetEase; 163.com netease.com; 网易科技, 网易财经, 网易新闻; 网易, 網易
    PANews; panewslab.com panews.io; PANews
    People's Daily; people.com.cn people.cn peopledaily.com.cn; People's Daily, People’s Daily, \
        人民日报, 人民網; 人民网
    Securities Times; stcn.com; Securities Times, 证券时报, 證券時報; 证券时报网
    Shanghai Securities News; cnstock.com; Shanghai Securities News, 上海证券报, 上证报
    Sina; sina.com.cn sina.cn sina.com; Sina Finance, 新浪财经, 新浪科技; 新浪, 新浪网
    Sohu; sohu.com; 搜狐财经, 搜狐科技; 搜狐, 搜狐网
    South China Morning Post; scmp.com; South China Morning Post, SCMP, 南华早报, 南華早報
    TechFlow; techflowpost.com; TechFlow, 深潮TechFlow
    TechNews; technews.tw; TechNews, 科技新報
    Tencent News; news.qq.com new.qq.com finance.qq.com qq.com; 腾讯新闻, 腾讯财经, 腾讯科技; \
        腾讯网, 騰訊
    The Paper; thepaper.cn; 澎湃新闻; 澎湃
    Tonghuashun; 10jqka.com.cn; 同花顺财经, 同花顺
    UDN; udn.com; 聯合新聞網, 聯合報
    Wallstreetcn; wallstreetcn.com awtmt.com; Wallstreetcn, Wall Street Insights, Wallstreet CN, \
        WallstreetCN, 华尔街见闻, 華爾街見聞
    Xinhua; xinhuanet.com news.cn xinhua.org; Xinhua News Agency, Xinhua, 新华社, 新华网, 新華社
    Xueqiu; xueqiu.com;; 雪球
    Yicai; yicai.com yicaiglobal.com; Yicai Global, Yicai, 第一财经
    Zhitong; zhitongcaijing.com; Zhitong Finance, Zhitong, 智通财经, 智通財經
""")

KOREAN_AND_JAPANESE = listed(r"""
    Asia Economy; asiae.co.kr; 아시아경제
    Chosun; chosun.com chosunbiz.com; Chosun Ilbo, Chosun Biz, ChosunBiz, Chosun Daily, \
        조선일보, 조선비즈
    Daum; daum.net;; 다음, 다음뉴스
    Digital Times; dt.co.kr; 디지털타임스
    Dong-A Ilbo; donga.com; Dong-A Ilbo, 동아일보; dong-a
    ETNews; etnews.com; ETNews, 전자신문
    Edaily; edaily.co.kr; Edaily, 이데일리
    Financial News; fnnews.com; 파이낸셜뉴스
    Hankyoreh; hani.co.kr; Hankyoreh, 한겨레
    Korea Economic Daily; hankyung.com kedglobal.com; The Korea Economic Daily, \
        Korea Economic Daily, KED Global, 한국경제신문, 한국경제, 한경; hankyung
    Korea Herald; heraldcorp.com koreaherald.com; The Korea Herald, Korea Herald, 헤럴드경제, \
        코리아헤럴드; herald
    Joongang; joongang.co.kr joins.com; JoongAng Ilbo, Korea JoongAng Daily, 중앙일보; joongang ilbo
    KBS; kbs.co.kr; KBS
    Korea Times; koreatimes.co.kr; The Korea Times, Korea Times, 코리아타임스
    Kyunghyang; khan.co.kr; Kyunghyang Shinmun, 경향신문
    MBC; imbc.com; MBC
    Maeil Business; mk.co.kr pulsenews.co.kr; Maeil Business Newspaper, Maeil Business, 매일경제, \
        매경; pulse
    Money Today; mt.co.kr; Money Today, 머니투데이
    Naver; naver.com;; 네이버, 네이버뉴스
    News1; news1.kr; News1, 뉴스1
    Newsis; newsis.com; Newsis, 뉴시스
    SBS; sbs.co.kr; SBS
    Seoul Economic Daily; sedaily.com; Seoul Economic Daily, 서울경제
    The Elec; thelec.kr thelec.net; The Elec, TheElec, 디일렉
    Yonhap; yna.co.kr yonhapnews.co.kr; Yonhap News Agency, Yonhap News, Yonhap, 韩联社, 韓聯社, \
        연합뉴스TV, 연합뉴스, 聯合ニュース, 聯合通信
    Yonhap Infomax; einfomax.co.kr; Yonhap Infomax, 연합인포맥스
    YTN; ytn.co.kr; YTN
    ZDNet Korea; zdnet.co.kr; ZDNet Korea, 지디넷코리아
    Asahi; asahi.com; Asahi Shimbun, Asahi, 朝日新聞
    Diamond; diamond.jp; 週刊ダイヤモンド, ダイヤモンド・オンライン; ダイヤモンド
    ITmedia; itmedia.co.jp; ITmedia; アイティメディア
    Impress; impress.co.jp;; インプレス
    Japan Times; japantimes.co.jp; The Japan Times, Japan Times
    Jiji; jiji.com; Jiji Press, Jiji, 時事通信社, 時事通信, 时事通信
    Kyodo; kyodonews.net kyodonews.jp kyodo.co.jp; Kyodo News, Kyodo, 共同通信, 共同社, 교도통신
    Mainichi; mainichi.jp; Mainichi Shimbun, Mainichi, 毎日新聞
    NHK; nhk.or.jp nhk.jp; NHK World, NHK; nhkニュース
    Nikkei; nikkei.com nikkei.co.jp; Nikkei Asian Review, Nikkei Asia, Nikkei newspaper, \
        The Nikkei, Nikkei, 日本经济新闻, 日本經濟新聞, 日经中文网, 日経新聞, 日本経済新聞, \
        日経ビジネス, 日経電子版, 니혼게이자이신문, 니혼게이자이, 닛케이아시아; 日経, 닛케이
    Sankei; sankei.com; Sankei Shimbun, 産経新聞
    Toyo Keizai; toyokeizai.net; Toyo Keizai, 東洋経済オンライン, 東洋経済; toyokeizai
    Yomiuri; yomiuri.co.jp; Yomiuri Shimbun, Yomiuri, 読売新聞
""")

WIRES = listed(r"""
    Business Wire; businesswire.com; Business Wire, BusinessWire, ビジネスワイヤ
    GlobeNewswire; globenewswire.com; GlobeNewswire, GLOBE NEWSWIRE
    PR Newswire; prnewswire.com prnasia.com prnewswire.co.uk; PR Newswire, PRNewswire, 美通社
    ACCESSWIRE; accesswire.com accessnewswire.com; ACCESSWIRE, Accesswire
    EQS News; eqs-news.com; EQS-News
    SEC; sec.gov
""")
"""Where a party's own words are put as they are: a release or a filing is nobody's report."""

NEWSROOMS = (
    *WORLD,
    *UNITED_STATES,
    *EUROPE_AND_COMMONWEALTH,
    *SOUTH_AND_SOUTHEAST_ASIA,
    *CHINESE,
    *KOREAN_AND_JAPANESE,
    *WIRES,
)
