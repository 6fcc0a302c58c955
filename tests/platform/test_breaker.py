"""A key that fails again and again is left alone, then probed once."""

from __future__ import annotations

import pytest

from rolecall.platform.breaker import Breaker, CircuitOpen


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(threshold=5, rest=60, longest_rest=200, clock=clock)


def fail(breaker: Breaker, times: int = 1) -> None:
    for _ in range(times):
        with breaker.attempt("host") as attempt:
            attempt.fail()


def test_it_stays_closed_below_the_threshold(breaker: Breaker) -> None:
    fail(breaker, 4)
    assert not breaker.is_open("host")


def test_it_opens_after_five_failures_in_a_row_and_says_for_how_long(breaker: Breaker) -> None:
    fail(breaker, 5)
    with pytest.raises(CircuitOpen) as caught, breaker.attempt("host"):
        pass
    assert caught.value.seconds == 60


def test_one_success_between_failures_starts_the_count_again(breaker: Breaker) -> None:
    fail(breaker, 4)
    with breaker.attempt("host"):
        pass
    fail(breaker, 4)
    assert not breaker.is_open("host")


def test_other_keys_go_on(breaker: Breaker) -> None:
    fail(breaker, 5)
    with breaker.attempt("another"):
        pass


def test_after_the_rest_exactly_one_probe_is_let_through(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 5)
    clock.now += 61
    with breaker.attempt("host"), pytest.raises(CircuitOpen), breaker.attempt("host"):
        pass
    assert not breaker.is_open("host")


def test_a_failed_probe_doubles_the_rest_up_to_a_bound(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 5)
    rests = []
    for _ in range(3):
        clock.now += 10_000
        fail(breaker)
        with pytest.raises(CircuitOpen) as caught, breaker.attempt("host"):
            pass
        rests.append(caught.value.seconds)
    assert rests == [120, 200, 200]


def test_a_cancelled_probe_gives_its_place_back_and_proves_nothing(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 5)
    clock.now += 61
    with pytest.raises(RuntimeError), breaker.attempt("host"):
        raise RuntimeError("cancelled")
    with breaker.attempt("host") as attempt:
        attempt.fail()
    assert breaker.is_open("host")


def test_it_remembers_a_bounded_number_of_keys(clock: Clock) -> None:
    breaker = Breaker(threshold=1, capacity=10, clock=clock)
    for number in range(20):
        with breaker.attempt(f"host{number}") as attempt:
            attempt.fail()
    assert not breaker.is_open("host0")
    assert breaker.is_open("host19")
