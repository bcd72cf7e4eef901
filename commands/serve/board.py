"""What open pages are told: which build they show, and what is wrong with the newest."""

from __future__ import annotations

import json
import secrets
import threading
from dataclasses import asdict, dataclass

from .values import Mistake, Outcome


@dataclass(frozen=True, slots=True)
class State:
    """A moment of the preview."""

    build: str
    """Names the last good build; after a restart none has the name of an earlier one."""
    mistakes: tuple[Mistake, ...] = ()
    lines: tuple[str, ...] = ()
    """The mistakes for whoever runs no script."""
    is_built: bool = False
    """Whether this preview has built the site."""

    def as_json(self) -> str:
        """For the script in the page."""
        return json.dumps({"build": self.build, "mistakes": [asdict(m) for m in self.mistakes]})


class Board:
    """The state, and those who wait for the next."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._start, self._number = secrets.token_hex(4), 0
        self.state = State(self._start)

    def publish(self, outcome: Outcome) -> None:
        """Tell how the newest build ended."""
        with self._changed:
            if outcome.mistakes:
                told = outcome.mistakes, outcome.lines
                self.state = State(self.state.build, *told, self.state.is_built)
            else:
                self._number += 1
                self.state = State(f"{self._start}-{self._number}", is_built=True)
            self._changed.notify_all()

    def next(self, seen: State | None, timeout: float) -> State | None:
        """A state other than `seen`, as soon as there is one; None after `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.state is not seen, timeout)
            return None if self.state is seen else self.state
