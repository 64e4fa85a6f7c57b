"""Tells the whole demo story into an empty database."""

from datetime import datetime
from random import Random

from django.db import transaction

from .competencies import load_competencies
from .hours import load_hours
from .people import People, load_people

SEED = 2022  # the year of the circular that started it all


@transaction.atomic
def load_demo(*, now: datetime) -> People:
    """Load everything, all or nothing; equal `now` and seed give equal data. Expects an empty database."""
    rng = Random(SEED)
    people = load_people(rng=rng, now=now)
    load_competencies(people, rng=rng, now=now)
    load_hours(people, rng=rng, now=now)
    return people
