"""Which coaching the demo tells: who with whom, about what, when, and how each session went."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from random import Random

from .coaches import COACHES
from .days import working_day, working_days_ago
from .records import RATNA_DISPUTE, TIRTA_TALK, Dispute
from .talks import GOALS, GROUP_TALKS, RATNA_GOAL, RATNA_TALKS, GoalText, TalkText, talks_for


class Answer(StrEnum):
    """What became of a request."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    NONE = "none"


class Course(StrEnum):
    """How a session went; everything that would lie in the future has not happened yet."""

    AGREED = "agreed"
    UNREAD = "unread"  # feedback given, no reflection yet
    RETURNED = "returned"  # the coachee asked for a correction
    DRAFT = "draft"  # the coach began to write
    SILENT = "silent"  # over, and nothing written yet
    CANCELLED = "cancelled"
    MOVED = "moved"  # put to a later slot once, then agreed
    MISSED = "missed"


class Ending(StrEnum):
    """How an engagement ends."""

    OPEN = "open"
    COMPLETED = "completed"
    STOPPED = "stopped"


@dataclass(frozen=True)
class TalkPlan:
    """A session on the first free slot from `day` on, or at `clock` of that day when it is free.

    `dispute`: its record was corrected once before it was agreed.
    """

    day: date
    text: TalkText
    course: Course = Course.AGREED
    score: int = 0
    clock: time | None = None
    has_agenda: bool = True
    others: tuple[int | None, ...] = ()  # scores of the goals after the first
    dispute: Dispute | None = None


@dataclass(frozen=True)
class StoryPlan:
    """One engagement. `coach` is the unit whose head coaches; `coachee` a cast key, "@unit" for someone of that unit,
    or empty for anyone. `introduced`: the day on which the two got to know each other."""

    coach: str
    coachee: str
    theme: str
    goal: GoalText
    requested: date
    talks: tuple[TalkPlan, ...] = ()
    answer: Answer = Answer.ACCEPTED
    ending: Ending = Ending.OPEN
    is_shared: bool = False
    more_goals: tuple[GoalText, ...] = ()
    introduced: date | None = None


@dataclass(frozen=True)
class GroupPlan:
    """One talk of a coach with all coachees of a theme; the first one by name has not answered yet."""

    coach: str
    theme: str
    day: date
    text: TalkText


def groups(today: date) -> list[GroupPlan]:
    """One that was held and one that is coming up."""
    return [
        GroupPlan("D4-DAT", "data_analysis", working_day(today, -5), GROUP_TALKS["data_analysis"]),
        GroupPlan("P-BANG-1", "team", working_day(today, 6), GROUP_TALKS["team"]),
    ]


def stories(today: date, rng: Random) -> list[StoryPlan]:
    """The cast's stories, one for each state that a coaching can be in, and some more by chance."""
    return [*_of_the_cast(today), *_of_each_state(today), *_by_chance(today, rng)]


def _of_the_cast(today: date) -> list[StoryPlan]:
    def on(offset: int) -> date:
        return working_day(today, offset)

    last_month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    nine = time(9)
    leadership, technical = talks_for("team"), talks_for("software")
    return [
        StoryPlan(
            "P-BANG-1", "coachee", "communication", RATNA_GOAL, on(-61),
            (
                TalkPlan(on(-50), RATNA_TALKS[0], score=-1, clock=nine),
                TalkPlan(on(-22), RATNA_TALKS[1], score=0, clock=nine, dispute=RATNA_DISPUTE),
                TalkPlan(on(1), RATNA_TALKS[1], clock=nine, has_agenda=False),
            ),
            is_shared=True,
        ),
        _with_three_goals(today),
        StoryPlan("P-BANG-1", "@D2-PNG", "decisions", GOALS["decisions"][0], working_days_ago(today, 3),
                  answer=Answer.NONE),
        StoryPlan("P-BANG-1", "@P-SEL", "communication", GOALS["communication"][1], on(-24),
                  (TalkPlan(on(-3), leadership[0], Course.UNREAD, score=1),)),
        StoryPlan("P-BANG-1", "verifier", "team", GOALS["team"][1], working_day(last_month, -12),
                  tuple(TalkPlan(working_day(last_month, 2 + 9 * turn), leadership[turn], score=turn - 1,
                                 others=(turn - 2,)) for turn in range(3)),
                  ending=Ending.COMPLETED, more_goals=GOALS["decisions"][:1]),
        StoryPlan("P-BANG-1", "@P-KAJI", "team", GOALS["team"][1], on(-27),
                  (TalkPlan(on(-12), leadership[0], score=0),), introduced=on(-19)),
        StoryPlan("D1-JAB-1", "@D1-JAB-1", "research", GOALS["research"][0], on(-40),
                  (TalkPlan(on(-29), technical[0], score=-1), TalkPlan(on(4), technical[1]))),
        StoryPlan("KR-IV", "pppk", "decisions", GOALS["decisions"][1], on(-43),
                  (TalkPlan(on(-28), leadership[0], score=0),
                   TalkPlan(on(-3), leadership[1], Course.UNREAD, score=1))),
        StoryPlan("SU-SDM-1", "@D4-ARS", "wellbeing", GOALS["wellbeing"][0], on(-28),
                  (TalkPlan(on(-9), talks_for("wellbeing")[0], score=1), TalkPlan(on(5), talks_for("wellbeing")[0]))),
    ]  # fmt: skip


def _with_three_goals(today: date) -> StoryPlan:
    """Four talks on three goals, one not discussed each time or so, the fourth written by TIRTA; a fifth waits for its
    feedback."""

    def on(offset: int) -> date:
        return working_day(today, offset)

    leadership, technical = talks_for("team"), talks_for("software")
    return StoryPlan("P-BANG-1", "supervisor", "team", GOALS["team"][0], on(-78),
        (TalkPlan(on(-66), leadership[0], score=-1, others=(-2, None)),
         TalkPlan(on(-50), leadership[1], score=0, others=(-1, -1)),
         TalkPlan(on(-33), technical[0], score=0, others=(None, 0)),
         TalkPlan(on(-15), TIRTA_TALK, score=1, others=(0, 0)),
         TalkPlan(on(-1), leadership[2], Course.SILENT, clock=time(9), has_agenda=False)),
        more_goals=(GOALS["decisions"][1], GOALS["communication"][1]))  # fmt: skip


def _of_each_state(today: date) -> list[StoryPlan]:
    def on(offset: int) -> date:
        return working_day(today, offset)

    lead, tech = talks_for("decisions"), talks_for("data_analysis")
    data, software = GOALS["data_analysis"], GOALS["software"][0]
    return [
        StoryPlan("P-NILAI", "", "decisions", GOALS["decisions"][1], on(-52), answer=Answer.DECLINED),
        StoryPlan("SU-HKM", "", "communication", GOALS["communication"][0], on(-20), answer=Answer.WITHDRAWN),
        StoryPlan("KR-XIV", "@KR-XIV-L", "decisions", GOALS["decisions"][0], on(-41), answer=Answer.NONE),
        StoryPlan("D4-SIS", "", "software", software, on(-75),
                  (TalkPlan(on(-60), tech[0], score=-1),), ending=Ending.STOPPED),
        StoryPlan("D4-DAT", "@D3-II", "data_analysis", data[0], on(-44),
                  (TalkPlan(on(-31), tech[0], Course.MISSED), TalkPlan(on(-20), tech[0], score=0),
                   TalkPlan(on(2), tech[1]))),
        StoryPlan("D4-DAT", "@D2-PEN", "data_analysis", data[1], on(-26),
                  (TalkPlan(on(-8), tech[0], Course.RETURNED, score=1),)),
        StoryPlan("SU-SDM-1", "", "communication", GOALS["communication"][1], on(-21),
                  (TalkPlan(on(-4), lead[0], Course.DRAFT, score=0),)),
        StoryPlan("KR-I-L", "", "decisions", GOALS["decisions"][0], on(-34),
                  (TalkPlan(on(-19), lead[0], Course.MOVED, score=0), TalkPlan(on(3), lead[1]))),
        StoryPlan("KR-XI", "@KR-XI-L", "team", GOALS["team"][0], on(-37),
                  (TalkPlan(on(-25), lead[0], score=-1), TalkPlan(on(-7), lead[1], Course.CANCELLED),
                   TalkPlan(on(7), lead[1]))),
    ]  # fmt: skip


def _by_chance(today: date, rng: Random) -> list[StoryPlan]:
    """Some completed and some running engagements with coaches who still have room."""
    told = []
    for coach in rng.sample([plan for plan in COACHES if plan.state == "active"][1:], k=5):
        theme = rng.choice(coach.themes)
        words, goal = talks_for(theme), rng.choice(GOALS[theme])
        began = rng.randint(95, 150)
        days = [working_day(today, 14 + 22 * turn - began) for turn in range(3)]
        talks = tuple(
            TalkPlan(day, words[turn], score=min(turn - 1 + rng.randint(0, 1), 2)) for turn, day in enumerate(days)
        )
        plan = StoryPlan(coach.unit, "", theme, goal, working_day(today, -began), talks)
        told.append(replace(plan, ending=Ending.COMPLETED))
    return told
