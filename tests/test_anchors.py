"""A curator's decisions outlive re-scans and edited texts."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mapbuilder.anchors import CONTEXT, context, merge
from mapbuilder.model import Mention

TEXT = "Troops entered Baku at night. In the morning, Baku saw the consequences. Nobody slept in Baku."


def mention(text: str, nth: int, exact: str = "Baku", status: str = "accepted") -> Mention:
    start = -1
    for _ in range(nth):
        start = text.index(exact, start + 1)
    prefix, suffix = context(text, start, start + len(exact))
    row = Mention("s", start, start + len(exact), exact, prefix, suffix, place="baku")
    return replace(row, status=status)  # type: ignore[arg-type]


def test_context_is_thirty_two_characters_on_each_side() -> None:
    prefix, suffix = context(TEXT, 46, 50)
    assert prefix == TEXT[46 - CONTEXT : 46]
    assert suffix == TEXT[50 : 50 + CONTEXT]


def test_a_decision_of_an_unchanged_text_stays_as_it_is() -> None:
    decided = [mention(TEXT, 1), mention(TEXT, 2, status="rejected"), mention(TEXT, 3, status="added")]
    merged = merge(TEXT, decided, [])
    assert merged.mentions == tuple(decided)
    assert merged.stale == ()


def test_a_decision_moves_with_its_words() -> None:
    edited = "A new first sentence. " + TEXT
    merged = merge(edited, [mention(TEXT, 2)], [])
    (moved,) = merged.mentions
    assert edited[moved.start : moved.end] == "Baku"
    assert moved.start == edited.index("Baku saw")
    assert moved.prefix == edited[moved.start - CONTEXT : moved.start]
    assert moved.status == "accepted"


def test_a_decision_does_not_jump_to_the_same_words_elsewhere() -> None:
    edited = TEXT.replace("In the morning, Baku saw the consequences. ", "")
    merged = merge(edited, [mention(TEXT, 2)], [])
    assert [row.start for row in merged.stale] == [mention(TEXT, 2).start]
    assert merged.mentions == merged.stale, "a stale decision stays in the table"


def test_two_decisions_never_end_on_one_span() -> None:
    edited = TEXT.replace("Nobody slept in Baku.", "")
    merged = merge(edited, [mention(TEXT, number) for number in (1, 2, 3)], [])
    kept = [row for row in merged.mentions if row not in merged.stale]
    assert len({(row.start, row.end) for row in kept}) == len(kept) == 2
    assert len(merged.stale) == 1


def test_a_decision_leaves_no_room_for_proposals_that_overlap_it() -> None:
    rejected = mention(TEXT, 2, status="rejected")
    proposals = [mention(TEXT, number, status="proposed") for number in (1, 2, 3)]
    merged = merge(TEXT, [rejected], proposals)
    assert merged.mentions == (proposals[0], rejected, proposals[2])


def test_a_row_without_context_holds_while_its_words_are_there() -> None:
    bare = replace(mention(TEXT, 3), prefix="", suffix="")
    assert merge(TEXT, [bare], []).stale == ()
    once = "Only one Baku."
    assert merge(once, [bare], []).mentions[0].start == 9
    assert len(merge("None.", [bare], []).stale) == 1


def test_a_changed_word_beside_it_does_not_lose_a_decision() -> None:
    edited = TEXT.replace("entered Baku at night", "entered Baku by night")
    assert merge(edited, [mention(TEXT, 1)], []).stale == ()


@given(st.text(max_size=60), st.integers(0, len(TEXT)))
def test_whatever_is_written_in_no_decision_is_dropped_and_spans_hold(words: str, position: int) -> None:
    edited = TEXT[:position] + words + TEXT[position:]
    decided = [mention(TEXT, number) for number in (1, 2, 3)]
    merged = merge(edited, decided, [])
    assert len(merged.mentions) == len(decided)
    for row in merged.mentions:
        assert row in merged.stale or edited[row.start : row.end] == row.exact
    kept = [row for row in merged.mentions if row not in merged.stale]
    again = merge(edited, kept, [])
    assert list(again.mentions) == kept
