"""Tells the whole demo story into an empty database."""

from datetime import datetime
from random import Random

from django.db import connection, transaction

from .coaching import load_coaching
from .competencies import load_competencies
from .holidays import load_holidays
from .hours import load_hours
from .people import People, load_people

SEED = 2022  # the year of the circular that started it all


@transaction.atomic
def load_demo(*, now: datetime) -> People:
    """Load everything, all or nothing; equal `now` and seed give equal data. Expects an empty database."""
    rng = Random(SEED)
    people = load_people(rng=rng, now=now)
    load_competencies(people, rng=rng, now=now)
    load_holidays(people, now=now)
    load_coaching(people, rng=rng, now=now)
    load_hours(people, rng=rng, now=now)
    # Hundreds of wake-ups for a past that has been told already: what is due now, the next sweep finds.
    connection.run_on_commit.clear()
    return people
