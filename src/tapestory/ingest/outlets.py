"""A host or a printed publisher's name → the publisher family that counts as one outlet."""

from __future__ import annotations

import re
from ipaddress import ip_address

# Publisher families with more than one domain, or whose domain does not read like their name.
# The first name is the family's; hosts match with all their subdomains.
_FAMILIES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    # name, hosts, other names in print
    ("ABC News", ("abcnews.go.com", "abcnews.com"), ()),
    ("AFP", ("afp.com",), ("agence france-presse", "agence france presse")),
    ("AP", ("apnews.com", "ap.org"), ("associated press", "the associated press", "ap news")),
    ("Al Jazeera", ("aljazeera.com", "aljazeera.net"), ()),
    ("Ars Technica", ("arstechnica.com",), ()),
    ("Axios", ("axios.com",), ()),
    ("BBC", ("bbc.co.uk", "bbc.com", "bbci.co.uk"), ("bbc news",)),
    ("Barron's", ("barrons.com",), ("barrons",)),
    ("Benzinga", ("benzinga.com",), ()),
    ("Bloomberg", ("bloomberg.com", "bloomberg.net", "bloomberg.co.jp", "bnnbloomberg.ca"), ()),
    ("Business Insider", ("businessinsider.com", "insider.com", "businessinsider.de"), ()),
    ("Business Wire", ("businesswire.com",), ("businesswire",)),
    ("CNBC", ("cnbc.com",), ()),
    ("CNN", ("cnn.com", "cnn.io"), ("cnn business",)),
    ("Caixin", ("caixin.com", "caixinglobal.com"), ("caixin global", "财新", "财新网")),
    ("Channel NewsAsia", ("channelnewsasia.com",), ("cna",)),
    ("Chosun", ("chosun.com", "chosunbiz.com", "biz.chosun.com"), ("조선비즈", "조선일보")),
    ("Cls", ("cls.cn",), ("财联社",)),
    ("CoinDesk", ("coindesk.com",), ()),
    ("Deutsche Welle", ("dw.com",), ("dw",)),
    ("DigiTimes", ("digitimes.com", "digitimes.com.tw"), ()),
    ("Eastmoney", ("eastmoney.com",), ("东方财富", "东方财富网")),
    ("Engadget", ("engadget.com",), ()),
    ("Financial Times", ("ft.com", "ftchinese.com"), ("ft", "the financial times", "ft中文网")),
    ("Forbes", ("forbes.com",), ()),
    ("Fortune", ("fortune.com",), ()),
    ("Fox", ("foxnews.com", "foxbusiness.com"), ("fox news", "fox business")),
    ("GlobeNewswire", ("globenewswire.com",), ()),
    ("Hankyung", ("hankyung.com",), ("한국경제", "한경")),
    ("Investing.com", ("investing.com",), ()),
    ("Investor's Business Daily", ("investors.com",), ("ibd",)),
    ("Jiemian", ("jiemian.com",), ("界面", "界面新闻")),
    ("Jin10", ("jin10.com",), ("金十数据",)),
    ("Kyodo", ("kyodonews.net", "kyodonews.jp"), ("kyodo news", "共同通信")),
    ("Maeil Business", ("mk.co.kr",), ("매일경제",)),
    ("MarketWatch", ("marketwatch.com",), ()),
    ("NHK", ("nhk.or.jp",), ()),
    ("New York Times", ("nytimes.com", "nyti.ms"), ("the new york times", "nyt")),
    ("Nikkei", ("nikkei.com", "nikkei.co.jp"), ("nikkei asia", "日本経済新聞", "日経")),
    ("PANews", ("panewslab.com", "panews.io"), ()),
    ("PR Newswire", ("prnewswire.com", "prnasia.com", "prnewswire.co.uk"), ("prnewswire",)),
    ("Reuters", ("reuters.com", "reuters.co.jp", "reutersagency.com"), ("thomson reuters",)),
    ("Seeking Alpha", ("seekingalpha.com",), ()),
    ("Sina", ("sina.com.cn", "sina.cn", "sina.com"), ("新浪财经", "新浪", "新浪科技")),
    ("South China Morning Post", ("scmp.com",), ("scmp",)),
    ("TechCrunch", ("techcrunch.com",), ()),
    ("Tencent News", ("news.qq.com", "new.qq.com", "finance.qq.com"), ("腾讯新闻", "腾讯网")),
    ("The Economist", ("economist.com",), ("economist",)),
    ("The Guardian", ("theguardian.com", "guardian.co.uk"), ("guardian",)),
    ("The Information", ("theinformation.com",), ()),
    ("The Register", ("theregister.com", "theregister.co.uk"), ()),
    ("The Verge", ("theverge.com",), ()),
    ("TrendForce", ("trendforce.com", "trendforce.cn"), ()),
    ("Wall Street Journal", ("wsj.com", "wsj.net"), ("the wall street journal", "wsj")),
    ("Wallstreetcn", ("wallstreetcn.com", "awtmt.com"), ("华尔街见闻",)),
    ("Washington Post", ("washingtonpost.com",), ("the washington post",)),
    ("Xinhua", ("xinhuanet.com", "news.cn", "xinhua.org"), ("xinhua news agency", "新华社")),
    ("Yahoo", ("yahoo.com", "yahoo.co.jp", "yahoo.co.uk"), ("yahoo finance", "yahoo news")),
    ("Yicai", ("yicai.com", "yicaiglobal.com"), ("第一财经", "yicai global")),
    ("Yonhap", ("yna.co.kr", "yonhapnews.co.kr"), ("yonhap news agency", "연합뉴스")),
    ("Zaobao", ("zaobao.com", "zaobao.com.sg"), ("联合早报", "聯合早報")),
    ("ZeroHedge", ("zerohedge.com",), ("zero hedge",)),
)
_BY_HOST = {host: name for name, hosts, _ in _FAMILIES for host in hosts}
_BY_NAME = {alias: name for name, hosts, aliases in _FAMILIES for alias in (*hosts, *aliases)} | {
    name.casefold(): name for name, _, _ in _FAMILIES
}
# Second-level names under which others register, as in co.uk.
_REGISTRY_LABELS = frozenset(
    {"ac", "co", "com", "edu", "go", "gob", "gov", "gr", "mil", "ne", "net", "nom", "or", "org"}
)
# Hosts where every subdomain is another publisher.
_SHARED_HOSTS = frozenset(
    {"substack.com", "blogspot.com", "wordpress.com", "medium.com", "github.io", "tumblr.com"}
    | {"ghost.io", "typepad.com", "livejournal.com", "beehiiv.com", "hatenablog.com"}
    | {"tistory.com", "pages.dev", "netlify.app", "vercel.app", "buttondown.email"}
)
_SCHEME_OR_WWW = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)


def outlet_of_name(name: str) -> str:
    """Return the family that a printed name belongs to, or the name itself, tidied."""
    tidy = " ".join(name.split())
    bare = _SCHEME_OR_WWW.sub("", tidy).rstrip("/")
    return _BY_NAME.get(bare.casefold(), bare)


def outlet_of_host(host: str) -> str:
    """Return the family of a known host, else its registrable domain; "" for no host."""
    host = host.lower().rstrip(".")
    labels = host.split(".")
    for start in range(len(labels) - 1):
        known = _BY_HOST.get(".".join(labels[start:]))
        if known is not None:
            return known
    return _registrable(host, labels)


def _registrable(host: str, labels: list[str]) -> str:
    try:
        ip_address(host)
    except ValueError:
        pass
    else:
        return host
    depth = 2
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _REGISTRY_LABELS:
        depth = 3
    if ".".join(labels[-depth:]) in _SHARED_HOSTS:
        depth += 1
    domain = ".".join(labels[-depth:])
    return _SCHEME_OR_WWW.sub("", domain)
