"""How many examples a test draws: few in `invoke test`, many in `invoke test.long`."""

from __future__ import annotations

import os

from hypothesis import settings

from commands.test import LONG


def examples(few: int, many: int) -> settings:
    """Decorate a test whose examples cost more than most; others draw as the profile says."""
    return settings(max_examples=many if os.environ.get(LONG) else few)
