"""A circuit breaker per key: after several failures in a row nothing is tried for a while, then one probe.

This one is a process's own. Workers on one database share a breaker per host (`platform.limits.SharedHostRate`), by the
same rules.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

THRESHOLD = 5
"""Failures in a row that open a circuit."""
FIRST_REST, LONGEST_REST = 60.0, 900.0
"""Seconds of the first pause, and of the longest: each failed probe doubles it."""


class CircuitOpen(Exception):
    """The key is resting; `seconds` is how long until the next probe is allowed."""

    def __init__(self, key: str, seconds: float) -> None:
        super().__init__(f"{key} failed repeatedly and is left alone for {seconds:.0f} s.")
        self.key = key
        self.seconds = seconds


@dataclass(slots=True)
class Attempt:
    """One guarded call. Call `fail()` when the far side failed; leaving the block otherwise settles it."""

    failed: bool = False

    def fail(self) -> None:
        self.failed = True


@dataclass(slots=True)
class _Circuit:
    failures: int = 0
    rest: float = 0.0
    open_until: float = 0.0
    probing: bool = False


class Breaker:
    """Breakers for many keys (hosts, models), bounded in number.

    threshold: failures in a row that open the circuit.
    rest: seconds of the first pause; each failed probe doubles it up to `longest_rest`.
    capacity: keys remembered; the least recently used is forgotten, which only means that it is tried again.
    """

    def __init__(
        self,
        threshold: int = THRESHOLD,
        rest: float = FIRST_REST,
        longest_rest: float = LONGEST_REST,
        capacity: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._threshold = threshold
        self._rest = rest
        self._longest_rest = longest_rest
        self._capacity = capacity
        self._clock = clock
        self._circuits: OrderedDict[str, _Circuit] = OrderedDict()

    @contextmanager
    def attempt(self, key: str) -> Iterator[Attempt]:
        """Guard one call. Raises CircuitOpen instead of entering while the key rests or its probe is under way.

        A call that ends by an exception without `fail()` (cancelled, refused by a rule of ours) proves nothing about
        the far side: it counts neither way and gives a half-open circuit its probe back.
        """
        probe = self.enter(key)
        attempt = Attempt()
        concluded = False
        try:
            yield attempt
            concluded = True
        finally:
            if attempt.failed:
                self.failed(key, probe=probe)
            elif concluded:
                self.worked(key)
            else:
                self.gave_up(key, probe=probe)

    def is_open(self, key: str) -> bool:
        """Whether a call for this key would be refused right now."""
        return self.rests(key) > 0

    def rests(self, key: str) -> float:
        """Seconds for which a call for this key would be refused; 0 when it may be made."""
        circuit = self._circuits.get(key)
        return self._wait(circuit) if circuit is not None else 0.0

    def enter(self, key: str) -> bool:
        """Begin one call; True when it is the probe. Raises CircuitOpen. Ends with one of the three methods below."""
        circuit = self._circuits.setdefault(key, _Circuit())
        self._circuits.move_to_end(key)
        while len(self._circuits) > self._capacity:
            self._circuits.popitem(last=False)
        wait = self._wait(circuit)
        if wait > 0:
            raise CircuitOpen(key, wait)
        circuit.probing = circuit.failures >= self._threshold
        return circuit.probing

    def worked(self, key: str) -> None:
        """The far side answered as it should: the circuit is closed."""
        self._circuits.pop(key, None)

    def failed(self, key: str, *, probe: bool) -> None:
        """The far side failed. Calls that were under way when the circuit opened do not lengthen its rest."""
        circuit = self._circuits.setdefault(key, _Circuit())
        circuit.failures += 1
        if probe or circuit.failures == self._threshold:
            circuit.probing = False
            circuit.rest = min(max(self._rest, circuit.rest * 2), self._longest_rest)
            circuit.open_until = self._clock() + circuit.rest

    def gave_up(self, key: str, *, probe: bool) -> None:
        """The call proved nothing: another may be the probe."""
        if probe and key in self._circuits:
            self._circuits[key].probing = False

    def _wait(self, circuit: _Circuit) -> float:
        if circuit.probing:
            return max(circuit.rest, 1.0)
        if circuit.failures < self._threshold:
            return 0.0
        return max(0.0, circuit.open_until - self._clock())
