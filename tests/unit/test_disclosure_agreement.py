"""What all labels of a list say is said once, and only where all of them say it."""

from __future__ import annotations

import pytest

from plugins.disclosure.agreement import shared_label
from plugins.disclosure.label import Label

WRITTEN = Label(short="AI-written", language="en")
OTHER = Label(short="AI-written", language="en", cover_short="AI-generated image", role="generated")


@pytest.mark.parametrize(
    ("labels", "shared"),
    [
        ([], None),
        ([WRITTEN], WRITTEN),
        ([WRITTEN, OTHER], WRITTEN),
        ([WRITTEN, Label(short="AI-written, checked", language="en")], None),
        ([WRITTEN, Label(short="AI-written", language="is")], None),
        ([WRITTEN, Label()], None),
        ([Label(), Label()], None),
        ([WRITTEN, None], None),
    ],
)
def test_a_label_is_shared_where_all_have_it(labels: list[Label], shared: Label | None) -> None:
    """The same words in the same language; a text without a label agrees with nothing."""
    assert shared_label(iter(labels)) is shared


def test_a_drawing_is_shared_where_it_is_the_same() -> None:
    """Of a text of which only a part is declared nobody knows what its lines would be."""
    partly = Label(short="Partly by AI", language="en", lines="both")
    unknown = Label(short="Partly by AI", language="en")
    assert shared_label([partly, partly]) is partly
    assert shared_label([partly, unknown]) == unknown
