from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.readings import read
from tapestory.model import (
    SILENCE,
    ArticleId,
    Evidence,
    Origin,
    OriginKind,
    Reading,
    Verification,
    VerificationChange,
    VerificationState,
)
from tapestory.reading import assess

START = datetime(2026, 7, 1, 12, tzinfo=UTC)
RUMOUR = "Chatter\n\nThere is a rumour that Meta may sell servers."
REPORT = "Meta plans a cloud\n\nBloomberg reported it, citing people familiar with the matter."
FOLLOWER = "Meta announces a cloud\n\nMeta announced that it will rent out servers."
STATEMENT = "Meta opens a cloud\n\nMeta confirmed the plan in a statement on Monday."
DENIAL = "Meta speaks\n\nMeta denied the report and said it has no plans to rent out servers."
DENIES = "Meta denies it opens a cloud\n\nThe document was fake, a Meta spokesperson said."
NO_COMMENT = "Meta silent\n\nMeta declined to comment on the plan."
RESULTS = "Meta reports third-quarter results\n\nRevenue rose 20% to $51 billion."
NO_PLANS = "Meta on its cloud\n\nMeta said it has no plans to rent out more servers."
TEXTS = (RUMOUR, REPORT, FOLLOWER, STATEMENT, DENIAL, DENIES, NO_COMMENT, RESULTS, NO_PLANS)


def course(
    *texts: str, days: float = 0.1, now: timedelta = timedelta(days=1), origins: int = 0
) -> Verification:
    told: list[tuple[datetime, str, Reading]] = [
        (START + timedelta(days=days) * i, f"outlet {i}", read(text, name=f"a{i}"))
        for i, text in enumerate(texts)
    ]
    sources = [
        Origin(
            name=f"origin {i}", kind=OriginKind.REPORT, seen=True, articles=(told[i][2].article_id,)
        )
        for i in range(min(origins, len(told)))
    ]
    last = told[-1][0] if told else START
    return assess(told, origins=sources, now=last + now)


def states(verification: Verification) -> list[str]:
    return [str(change.state) for change in verification.history]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((RUMOUR,), ["rumour"]),
        ((REPORT,), ["reported"]),
        ((FOLLOWER,), ["confirmed"]),
        ((FOLLOWER, REPORT), ["confirmed", "reported"]),
        ((FOLLOWER, REPORT, FOLLOWER), ["confirmed", "reported"]),
        ((FOLLOWER, STATEMENT, REPORT), ["confirmed"]),
        ((REPORT, FOLLOWER, FOLLOWER, FOLLOWER), ["reported"]),
        ((RUMOUR, REPORT), ["rumour", "reported"]),
        ((REPORT, STATEMENT), ["reported", "confirmed"]),
        ((STATEMENT, RUMOUR), ["confirmed"]),
        ((REPORT, DENIAL), ["reported", "denied"]),
        ((REPORT, DENIAL, FOLLOWER), ["reported", "denied"]),
        ((REPORT, DENIAL, STATEMENT), ["reported", "denied", "confirmed"]),
        ((REPORT, NO_COMMENT), ["reported"]),
        ((STATEMENT, DENIES), ["confirmed", "denied"]),
        ((STATEMENT, DENIAL), ["confirmed"]),
        ((RESULTS, DENIAL), ["confirmed"]),
        ((NO_PLANS,), ["reported"]),
        ((NO_PLANS, NO_PLANS), ["reported"]),
        ((REPORT, NO_PLANS), ["reported", "denied"]),
        ((STATEMENT, NO_PLANS), ["confirmed"]),
        ((FOLLOWER, NO_PLANS), ["confirmed"]),
        ((FOLLOWER, DENIAL), ["confirmed", "denied"]),
    ],
)
def test_evidence_alone_moves_the_state(texts: tuple[str, ...], expected: list[str]) -> None:
    assert states(course(*texts)) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("KOSPI plunges 8% in its worst day", "confirmed"),
        ("KOSPI plunges 8% as Meta weighs a cloud", "reported"),
        ("Micron revenue beats in record third quarter", "confirmed"),
        ("Micron revenue may beat in the third quarter", "reported"),
    ],
)
def test_only_what_anybody_can_look_up_confirms_itself(title: str, expected: str) -> None:
    assert states(course(f"{title}\n\nA long day.")) == [expected]


def test_a_headline_about_an_index_confirms_nothing_that_rests_on_a_report() -> None:
    assert states(course(REPORT, "KOSPI plunges 8%\n\nA long day.")) == ["reported"]


def test_a_second_independent_origin_lifts_a_rumour() -> None:
    assert states(course(RUMOUR, RUMOUR, origins=2)) == ["rumour", "reported"]


def test_the_same_origin_again_lifts_nothing() -> None:
    told = [(START, "one", read(RUMOUR, name="a")), (START, "two", read(RUMOUR, name="b"))]
    same = Origin(
        name="x",
        kind=OriginKind.REPORT,
        seen=False,
        articles=(told[0][2].article_id, told[1][2].article_id),
    )

    assert states(assess(told, origins=[same], now=START)) == ["rumour"]


def test_silence_makes_an_open_state_stale_and_news_opens_it_again() -> None:
    silent = course(REPORT, now=SILENCE + timedelta(days=1))
    back = course(REPORT, REPORT, days=40)

    assert states(silent) == ["reported", "stale"]
    assert silent.history[-1].evidence is None
    assert states(back) == ["reported", "stale", "reported"]


def test_what_is_confirmed_never_goes_stale() -> None:
    assert states(course(STATEMENT, now=timedelta(days=400))) == ["confirmed"]


def test_every_state_shows_the_sentence_that_decided_it() -> None:
    verification = course(REPORT, STATEMENT)

    assert verification.state is VerificationState.CONFIRMED
    assert "in a statement" in verification.evidence[0].sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Meta denied the report.",
        "A Meta spokesperson said the report is false.",
        "Meta否认了该报道。",
        "메타는 보도를 부인했다.",
        "메타 측은 사실무근이라고 밝혔다.",
        "メタは報道を否定した。",
        "「報道は当社が発表したものではありません」とメタは述べた。",
        "“That's not true,” a Meta spokesperson said.",
        "A Meta spokesperson said the report has no basis in fact.",
        "A Meta spokesperson called reports groundless: they are groundless, Meta said.",
        "Das Unternehmen Meta wies den Bericht der Zeitung am Montag zurück.",
        "Den Bericht wies ein Sprecher von Meta am Montag zurück.",
        "Meta发言人表示该消息毫无根据。",
        "메타는 보도를 부인하며 서버를 팔지 않는다고 밝혔다.",
        "Das Unternehmen Meta dementierte den Bericht und will nicht verkaufen.",
        "Das Unternehmen Meta bestritt, dass es nicht mehr investiert.",
    ],
)
def test_a_party_denies_in_any_language(sentence: str) -> None:
    assert states(course("Meta Platforms (META.US)\n\n" + sentence))[-1] == "denied"


@pytest.mark.parametrize(
    "sentence",
    [
        "Meta declined to comment.",
        "Meta did not deny the report.",
        "It cannot be denied that Meta spends more.",
        "Meta was denied access to the site.",
        "Meta neither confirmed nor denied the report.",
        "Meta se negó a comentar la información.",
        "Meta rechazó hacer comentarios sobre el asunto.",
        "A Meta negou-se a comentar a notícia.",
        "Meta non ha confermato né smentito la notizia.",
        "Le groupe Meta n'a ni confirmé ni démenti l'information.",
        "Meta wollte den Bericht weder bestätigen noch dementieren.",
        "Das Unternehmen Meta dementierte den Bericht nicht.",
        "메타는 보도에 대해 확인도 부인도 하지 않았다.",
        "메타는 보도를 부인하지는 않았다.",
        "メタは報道を肯定も否定もしなかった。",
        "メタは報道を否定はしなかった。",
        "Meta未否认该报道。",
        "Das Gericht wies die Klage gegen Meta zurück.",
        "Meta wies auf den Bericht hin und blickt zurück.",
    ],
)
def test_declining_to_comment_is_no_denial(sentence: str) -> None:
    assert "denied" not in states(course("Meta Platforms\n\n" + sentence))


def test_who_an_event_is_not_about_denies_nothing_in_its_first_article() -> None:
    text = "Nvidia and Micron in talks\n\nNvidia is in talks with Micron. {} denied a report on it."

    assert states(course(text.format("Oracle"))) == ["reported"]
    assert states(course(text.format("Micron"))) == ["denied"]


def test_a_deed_that_goes_back_to_a_report_is_reported_until_somebody_else_tells_it() -> None:
    filler = "The halls are in Ohio. They are new. They are large. They are full.\n"
    retold = f"{FOLLOWER}\n{filler}The plan was first reported by The Information."
    told = [
        (START + timedelta(hours=i), f"outlet {i}", read(text, name=f"a{i}"))
        for i, text in enumerate((retold, retold, FOLLOWER))
    ]
    one = Origin(
        name="The Information",
        kind=OriginKind.REPORT,
        seen=False,
        articles=tuple(said.article_id for *_, said in told[:2]),
    )

    assert states(assess(told[:2], origins=[one], now=START + timedelta(days=1))) == ["reported"]
    assert states(assess(told, origins=[one], now=START + timedelta(days=1)))[-1] == "confirmed"


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6), st.integers(0, 5))
def test_a_later_article_only_adds_to_the_history(texts: list[str], cut: int) -> None:
    whole = course(*texts).history
    part = course(*texts[: cut + 1], now=timedelta(0)).history

    assert whole[: len(part)] == part


def test_an_event_without_articles_is_a_rumour() -> None:
    assert course().state is VerificationState.RUMOUR


@pytest.mark.slow
def test_the_seeds_alone_are_never_confirmed() -> None:
    folder = Path(__file__).parents[2] / ".." / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the shared seeds are not beside this checkout")
    said = [read(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("0*.txt"))]

    for order in itertools.permutations(said):
        told = [(START + timedelta(hours=i), f"o{i}", item) for i, item in enumerate(order)]
        history = assess(told, origins=(), now=START + timedelta(days=1)).history
        assert VerificationState.CONFIRMED not in {change.state for change in history}


def by_hand(state: VerificationState, *, hours: float) -> VerificationChange:
    note = Evidence(
        article_id=ArticleId(""), state="confirmed", sentence="I rang them.", cue="by hand"
    )
    return VerificationChange(at=START + timedelta(hours=hours), state=state, evidence=note)


def with_decisions(texts: Sequence[str], *changes: VerificationChange) -> list[str]:
    told = [
        (START + timedelta(hours=10 * i), f"outlet {i}", read(text, name=f"a{i}"))
        for i, text in enumerate(texts)
    ]
    return states(assess(told, origins=(), now=START + timedelta(days=90), by_hand=changes))


def test_a_persons_decision_stands_until_a_party_speaks_after_it() -> None:
    confirmed = by_hand(VerificationState.CONFIRMED, hours=5)

    assert with_decisions([REPORT, RUMOUR], confirmed) == ["reported", "confirmed"]
    assert with_decisions([REPORT, DENIES], confirmed) == ["reported", "confirmed", "denied"]
    assert with_decisions([REPORT, DENIAL], confirmed) == ["reported", "confirmed"]
    late = by_hand(VerificationState.CONFIRMED, hours=15)
    assert with_decisions([REPORT, DENIAL], late) == ["reported", "denied", "confirmed"]


def test_a_later_decision_overrules_an_earlier_one() -> None:
    first = by_hand(VerificationState.CONFIRMED, hours=5)
    second = by_hand(VerificationState.DENIED, hours=6)

    assert with_decisions([REPORT], second, first) == ["reported", "confirmed", "denied"]
