"""What an app has for one person: three plain records that any page or mail can show."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models


class Pillar(models.TextChoices):
    """The three pillars of SE 3/2022; the value is the CSS class of its colour."""

    COACHING = "coaching", "Coaching"
    MENTORING = "mentoring", "Mentoring"
    SELF_STUDY = "mandiri", "Belajar mandiri"


@dataclass(frozen=True)
class ToDo:
    """One thing the person has to do. `url` opens the exact form; `tag` is a short mark such as “6 JP”."""

    title: str
    detail: str
    url: str
    due: datetime | None
    pillar: Pillar
    tag: str = ""


@dataclass(frozen=True)
class AgendaItem:
    """One appointment the person has."""

    title: str
    detail: str
    start: datetime
    end: datetime
    url: str
    pillar: Pillar


@dataclass(frozen=True)
class Development:
    """Something the person is working on. `percent` is 0 to 100, None when it can't be measured."""

    title: str
    pillar: Pillar
    url: str
    percent: int | None
    progress: str


@dataclass(frozen=True)
class Worklist:
    """Everything for one person at one moment."""

    todos: list[ToDo]
    agenda: list[AgendaItem]
    developments: list[Development]
