"""Lets many stories happen in the order of time, each step at its own moment."""

import heapq
from collections.abc import Callable, Generator, Iterable
from datetime import datetime

Story = Generator[datetime, datetime, None]
"""A story yields the moment at which it wants to go on, and is given that moment back when it comes."""


def live_through(stories: Iterable[Story], *, until: datetime, after_step: Callable[[datetime], object]) -> None:
    """Run all stories up to `until`; what they would do later never happens. Equal moments keep the given order.

    `after_step` is called with the moment of each step. A story that asks for an earlier moment than the present one
    goes on at the present one.
    """
    waiting: list[tuple[datetime, int, Story]] = []
    for number, story in enumerate(stories):
        _go_on(story, None, number, waiting)
    while waiting and waiting[0][0] <= until:
        moment, number, story = heapq.heappop(waiting)
        _go_on(story, moment, number, waiting)
        after_step(moment)


def _go_on(story: Story, moment: datetime | None, number: int, waiting: list[tuple[datetime, int, Story]]) -> None:
    try:
        wanted = next(story) if moment is None else story.send(moment)
    except StopIteration:
        return
    heapq.heappush(waiting, (max(wanted, moment) if moment else wanted, number, story))
