"""The gate can fail."""

from evaluation.gate import judged


def test_a_score_at_its_bound_holds_and_one_beyond_it_fails() -> None:
    assert judged(0.8, 0.8, None)[1]
    assert not judged(0.799, 0.8, None)[1]
    assert judged(0.05, None, 0.05)[1]
    assert not judged(0.051, None, 0.05)[1]


def test_a_score_that_is_no_longer_measured_fails() -> None:
    line, holds = judged(None, 0.8, None)

    assert not holds
    assert "absent" in line


def test_a_score_without_a_bound_is_only_shown() -> None:
    assert judged(0.1, None, None) == (" 0.100", True)
