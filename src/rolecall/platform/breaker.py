"""A circuit breaker per key: after several failures in a row nothing is tried for a while, then one probe.

Kept per process on purpose: every worker learns in five requests that a host is down, and a worker that cannot
reach a host says nothing about another worker's network.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


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
        threshold: int = 5,
        rest: float = 60.0,
        longest_rest: float = 900.0,
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
        circuit = self._enter(key)
        attempt = Attempt()
        concluded = False
        try:
            yield attempt
            concluded = True
        finally:
            circuit.probing = False
            if attempt.failed:
                self._failed(circuit)
            elif concluded:
                circuit.failures, circuit.rest, circuit.open_until = 0, 0.0, 0.0

    def is_open(self, key: str) -> bool:
        """Whether a call for this key would be refused right now."""
        circuit = self._circuits.get(key)
        return circuit is not None and self._wait(circuit) > 0

    def _enter(self, key: str) -> _Circuit:
        circuit = self._circuits.setdefault(key, _Circuit())
        self._circuits.move_to_end(key)
        while len(self._circuits) > self._capacity:
            self._circuits.popitem(last=False)
        wait = self._wait(circuit)
        if wait > 0:
            raise CircuitOpen(key, wait)
        if circuit.failures >= self._threshold:
            circuit.probing = True
        return circuit

    def _wait(self, circuit: _Circuit) -> float:
        if circuit.probing:
            return max(circuit.rest, 1.0)
        if circuit.failures < self._threshold:
            return 0.0
        return max(0.0, circuit.open_until - self._clock())

    def _failed(self, circuit: _Circuit) -> None:
        circuit.failures += 1
        if circuit.failures >= self._threshold:
            circuit.rest = min(max(self._rest, circuit.rest * 2), self._longest_rest)
            circuit.open_until = self._clock() + circuit.rest
