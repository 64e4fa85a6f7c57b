"""Working days around today: the demo's appointments never fall on a weekend."""

from datetime import date, timedelta

SATURDAY = 5


def working_day(today: date, offset: int) -> date:
    """The day `offset` days from today, or the next working day further away from today."""
    day, step = today + timedelta(days=offset), timedelta(days=-1 if offset < 0 else 1)
    while day.weekday() >= SATURDAY:
        day += step
    return day


def working_days_ago(today: date, count: int) -> date:
    """The working day that lies `count` working days before today."""
    day = today
    while count > 0 or day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day
