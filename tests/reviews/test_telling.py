"""What would show which review something comes from."""

import pytest

from reviews.telling import _says


@pytest.mark.parametrize(
    "title", ["L.*d", "(a+)+$", "[Larchwood]", "Lark|Finch", "\\", "Larch{2}", "*", "(?i)x"]
)
def test_what_stands_for_something_in_an_expression_is_read_as_it_is(title):
    assert _says(f"The plan {title} was agreed.", title)
    assert not _says("Larchwood and Finch, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", title)
