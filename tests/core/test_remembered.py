from datetime import timedelta

import pytest
import time_machine

from bkn_portal.core.remembered import remembered


@pytest.fixture
def asked():
    return []


@pytest.fixture
def find(asked):
    @remembered
    def found(word: str) -> str:
        asked.append(word)
        return word.upper()

    return found


def test_remembered_answer_is_given_again_for_the_same_argument(find, asked, settings):
    settings.REMEMBER_SECONDS = 60
    assert [find("a"), find("a"), find("b"), find("a")] == ["A", "A", "B", "A"]
    assert asked == ["a", "b"]


def test_remembered_answer_is_asked_again_after_its_time(find, asked, settings, now):
    settings.REMEMBER_SECONDS = 60
    with time_machine.travel(now, tick=False) as clock:
        find("a")
        clock.shift(timedelta(seconds=59))
        find("a")
        clock.shift(timedelta(seconds=1))
        find("a")
    assert asked == ["a", "a"]


def test_remembered_for_no_time_is_asked_each_time(find, asked):
    assert [find("a"), find("a"), asked] == ["A", "A", ["a", "a"]]
