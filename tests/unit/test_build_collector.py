"""While a site is built, Python's search for unused objects rests."""

from __future__ import annotations

import gc

import pytest

from commands.build.pelican_run import uncollected


def test_the_collector_is_as_it_was_afterwards() -> None:
    """After a failure too; and it stays off where it was off."""
    assert gc.isenabled()
    with pytest.raises(KeyError, match="False"), uncollected():
        raise KeyError(gc.isenabled())
    assert gc.isenabled()
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
    gc.enable()
