from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapbuilder.contract import MENTIONS
from mapbuilder.model import Mention
from mapbuilder.rows import mention_cells, number


@pytest.mark.parametrize(
    ("value", "cell"), [(None, ""), (math.nan, ""), (3.0, "3"), (-0.5, "-0.5"), (49.89201, "49.89201")]
)
def test_a_number_is_written_as_people_write_it(value: float | None, cell: str) -> None:
    assert number(value) == cell


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_written_number_reads_back_as_it_was(value: float) -> None:
    assert float(number(value)) == value


def test_a_mention_has_a_cell_for_every_column_in_order() -> None:
    assert list(mention_cells(Mention("s", 0, 4, "Baku"))) == list(MENTIONS.columns)
