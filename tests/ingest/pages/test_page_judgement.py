"""Which page is the article, which is a wall or another text, and which text is the better one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pages.cards import card
from ingest.pages.written import ENGLISH, FURNITURE, STORIES, Story
from tapestory.ingest.pages.extraction import PageContent
from tapestory.ingest.pages.house_lines import LineCount, house_lines, line_hash
from tapestory.ingest.pages.judgement import Judgement, is_thin, judge
from tapestory.ingest.pages.walls import before_wall, gate
from tapestory.ingest.pages.words import share_told, telling_words, units
from tapestory.model import Article, PageState

BY_LANG = {"en": STORIES[0], "zh": STORIES[3], "ko": STORIES[6], "ja": STORIES[9]}
WALLS = {
    "en": "Subscribe now to continue reading this story. Already a subscriber? Sign in.",
    "zh": "登录后阅读全文，成为会员即可解锁剩余内容。",
    "ko": "이 기사는 유료회원 전용입니다. 로그인 후 전문을 열람하세요.",
    "ja": "この記事は有料会員限定です。残り1,204文字　ログインして続きを読む",
}
NOTICES = (
    "Please enable JavaScript and cookies to continue.",
    "Checking your browser before you reach the site.",
    "页面不存在，您访问的页面可能已被删除。",
    "요청하신 페이지를 찾을 수 없습니다.",
    "お探しのページは見つかりませんでした。",
    "Vi og vores samarbejdspartnere gemmer oplysninger på din enhed.",
)


def told(
    lines: Sequence[str],
    article: Article,
    *,
    headline: str | None = None,
    final_url: str = "",
    house: frozenset[str] = frozenset(),
    free: bool | None = None,
    noindex: bool = False,
    password: bool = False,
) -> Judgement:
    content = PageContent(
        lines=tuple(lines),
        title=article.title if headline is None else headline,
        free=free,
        noindex=noindex,
        password=password,
    )
    return judge(content, article, final_url=final_url or article.url, house=house)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.lang)
def test_a_page_that_tells_more_of_the_same_takes_the_place_of_the_teaser(story: Story) -> None:
    judgement = told([story.title, *story.paragraphs], card(story))

    assert judgement == Judgement(state=PageState.READ, text=story.text)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.lang)
def test_a_page_that_tells_another_story_never_does(story: Story) -> None:
    for other in STORIES:
        if other is not story:
            judgement = told(other.paragraphs, card(story), headline=other.title)
            assert judgement.state is PageState.WALLED


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.lang)
def test_a_headline_alone_knows_its_page_from_others(story: Story) -> None:
    bare = replace(card(story), text="", summary="")

    assert told(story.paragraphs, bare).state is PageState.READ
    for other in STORIES:
        if other is not story:
            assert told(other.paragraphs, bare, headline=other.title).state is PageState.WALLED
            assert told(other.paragraphs, bare).state is PageState.WALLED


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.lang)
def test_the_full_text_of_a_feed_is_kept_when_the_page_holds_no_more(story: Story) -> None:
    article = replace(card(story), text=story.text)

    assert told(story.paragraphs, article) == Judgement(state=PageState.THIN)
    assert told(story.paragraphs[:1], article).state is PageState.WALLED


@pytest.mark.parametrize("lang", BY_LANG)
def test_what_a_wall_leaves_free_is_kept_without_the_wall(lang: str) -> None:
    story = BY_LANG[lang]

    judgement = told([*story.paragraphs[:3], WALLS[lang], "Monthly 9.90"], card(story))

    assert judgement.state is PageState.READ
    assert judgement.text == "\n\n".join(story.paragraphs[:3])
    assert "wall" in judgement.why


@pytest.mark.parametrize("lang", BY_LANG)
def test_a_wall_that_leaves_no_more_than_the_teaser_leaves_the_feed_its_text(lang: str) -> None:
    story = BY_LANG[lang]

    assert told([story.teaser, WALLS[lang]], card(story)).state is PageState.WALLED
    assert told([story.teaser], card(story), free=False).state is PageState.WALLED
    assert told([WALLS[lang]], card(story)).state is PageState.WALLED


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("lang", BY_LANG)
def test_a_notice_in_any_language_is_not_the_article(lang: str, notice: str) -> None:
    judgement = told([notice], card(BY_LANG[lang]))

    assert judgement.state is PageState.WALLED
    assert judgement.why
    assert not judgement.text


@pytest.mark.parametrize(
    ("final_url", "walled"),
    [
        ("https://consent.quayside.example/collect?to=1", True),
        ("https://guce.example/consent?brand=x", True),
        ("https://quayside.example/login?next=/1", True),
        ("https://quayside.example/subscribe/offer", True),
        ("https://quayside.example/", True),
        ("https://quayside.example/not-found", True),
        ("https://www.quayside.example/2026/07/harbour", False),
        ("https://quayside.example/login-chips-are-back", False),
    ],
)
def test_where_a_redirect_led_tells_a_gate_from_an_article(final_url: str, *, walled: bool) -> None:
    story = ENGLISH[0]

    judgement = told(story.paragraphs, card(story), final_url=final_url)

    assert (judgement.state is PageState.WALLED) is walled


def test_an_article_about_gates_is_no_gate() -> None:
    url = "https://quayside.example/login/news"

    assert not gate(url, url)
    assert not gate("https://quayside.example/subscribe/1", "https://quayside.example/subscribe/2")


def test_prose_that_speaks_of_subscribing_is_no_wall() -> None:
    prose = (
        "The newspaper said readers would have to subscribe to continue reading its markets page, "
        "a change that it tried in two cities last year and that brought it 40,000 customers, more "
        "than it had hoped for, according to people who saw the figures."
    )

    assert before_wall([*ENGLISH[0].paragraphs, prose])[1] is False


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.lang)
def test_no_line_of_a_story_is_taken_for_a_wall(story: Story) -> None:
    assert before_wall(story.paragraphs) == (list(story.paragraphs), False)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.lang)
def test_lines_of_the_house_are_left_out_and_the_story_stays_whole(story: Story) -> None:
    promise = FURNITURE[story.lang].promise
    lines = [*story.paragraphs[:2], promise, *story.paragraphs[2:]]

    judgement = told(lines, card(story), house=frozenset({line_hash(promise)}))

    assert judgement.text == story.text


def test_what_the_feed_itself_tells_is_never_a_line_of_the_house() -> None:
    story = ENGLISH[0]
    house = frozenset(map(line_hash, story.paragraphs[:1]))

    judgement = told(story.paragraphs, replace(card(story), text=story.paragraphs[0]), house=house)

    assert judgement.text == story.text


def test_a_page_of_nothing_but_house_lines_is_a_wall() -> None:
    site = FURNITURE["en"]
    house = frozenset(line_hash(line) for line in site.footer)

    judgement = told(site.footer, card(ENGLISH[0]), house=house)

    assert judgement.state is PageState.WALLED
    assert "every page" in judgement.why


def test_a_line_belongs_to_the_house_from_its_third_page_on() -> None:
    counts = {
        "two": LineCount(pages=2, elsewhere=False),
        "three": LineCount(pages=3, elsewhere=False),
    }

    assert house_lines(counts, pages_read=5) == {"three"}


def test_a_line_that_another_outlet_prints_too_may_be_an_agencys_and_stays() -> None:
    assert not house_lines({"wire": LineCount(pages=9, elsewhere=True)}, pages_read=9)


def test_the_background_of_a_running_story_is_no_line_of_the_house() -> None:
    counts = {"background": LineCount(pages=6, elsewhere=False)}

    assert not house_lines(counts, pages_read=400)


@given(st.text(max_size=60), st.sampled_from([" ", "  ", "\t", "\u3000"]))
def test_a_line_is_known_whatever_its_case_width_and_spacing(line: str, space: str) -> None:
    assert line_hash(line.upper().lower()) == line_hash(line.upper().lower().replace(" ", space))


def test_a_page_of_another_headline_or_hidden_from_search_has_to_hold_more_of_the_teaser() -> None:
    story = ENGLISH[0]
    half = replace(card(story), text=f"{story.teaser} {ENGLISH[1].teaser}")

    assert told(story.paragraphs, half).state is PageState.READ
    assert told(story.paragraphs, half, headline="Quayside").state is PageState.WALLED
    assert told(story.paragraphs, half, noindex=True).state is PageState.WALLED
    assert told(story.paragraphs, card(story), headline="Quayside").state is PageState.READ


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.lang)
def test_a_teaser_is_thin_and_a_long_text_is_not_unless_it_breaks_off(story: Story) -> None:
    long = "\n\n".join([story.text] * 3)

    assert is_thin(card(story))
    assert not is_thin(replace(card(story), text=long))
    assert is_thin(replace(card(story), text=f"{long} […]"))


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_share_of_words_told_is_a_share(one: str, other: str) -> None:
    share = share_told(telling_words(one), other)

    assert 0 <= share <= 1
    assert not telling_words(one) or share_told(telling_words(one), one + "\n" + other) >= share


@given(st.text(max_size=100), st.text(max_size=100))
def test_two_texts_say_as_much_as_their_sum(one: str, other: str) -> None:
    assert units(one + other) == pytest.approx(units(one) + units(other))
