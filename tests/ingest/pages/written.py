"""Twelve articles in four languages and the pages that sites would put around them: all ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path


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


def _story(file: Path) -> Story:
    title, teaser, *paragraphs = file.read_text(encoding="utf-8").strip().split("\n\n")
    return Story(file.suffixes[0].removeprefix("."), title, teaser, tuple(paragraphs))


def _stories(lang: str) -> tuple[Story, ...]:
    folder = Path(__file__).parent / "stories"
    names = ("smelter", "outlook", "ferries")
    return tuple(_story(folder / f"{name}.{lang}.txt") for name in names)


ENGLISH, CHINESE, KOREAN, JAPANESE = map(_stories, ("en", "zh", "ko", "ja"))
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
