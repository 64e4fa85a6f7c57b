"""What can be chosen from the list of session lengths, on a day."""

from collections.abc import Iterable
from datetime import date

from bkn_portal.core.remembered import remembered

from ..models import SessionLength
from ..models.lengths import USUAL_MINUTES, in_words


def length_choices(*, on: date, also: int | None = None) -> list[tuple[int, str]]:
    """Minutes and words of the lengths on offer that day, and of the one that somebody has already.

    For pages: remembered for a minute. The action asks again.
    """
    minutes = {length.minutes for length in _lengths() if length.is_in_force(on)} | ({also} if also else set())
    return [(each, in_words(each)) for each in sorted(minutes)]


def usual_length(*, on: date) -> int:
    """What a coach begins with, and how long one without a profile coaches: of the lengths on offer that day. One
    query.
    """
    return nearest_to_usual(SessionLength.objects.on(on).values_list("pk", flat=True))


def nearest_to_usual(minutes: Iterable[int]) -> int:
    """An hour, else what of these is nearest to it."""
    return min(minutes, key=lambda each: (abs(each - USUAL_MINUTES), each), default=USUAL_MINUTES)


@remembered
def _lengths() -> list[SessionLength]:
    return list(SessionLength.objects.all())
