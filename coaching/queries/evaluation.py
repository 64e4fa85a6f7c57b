"""What may be known of evaluations: averages of at least five people, and their words without names."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Avg, Count, Q
from django.utils.translation import gettext_lazy as _

from bkn_portal.employees.models import Employee

from ..models import CoachingEngagement, EvaluationAnswer, EvaluationMark, Side
from ..models.evaluation import EvaluationAnswerQuerySet

BATCH = 5
"""People whose answers are released together: the least number of product.md."""
NAMES = ("first", "second", "third")
QUESTIONS: dict[str, tuple[Any, Any, Any]] = {
    Side.COACHEE: (
        _("The coach listened, and the questions helped me think."),
        _("The talks brought me nearer to my goal."),
        _("I use in my work what I took along."),
    ),
    Side.COACH: (
        _("The coachee came prepared."),
        _("We had time enough for the talks."),
        _("The portal made the coaching easier."),
    ),
}


@dataclass(frozen=True)
class Average:
    """One question with its average, 1 to 5, one decimal."""

    question: Any
    value: Decimal

    @property
    def percent(self) -> int:
        """On a bar from 0 to 5."""
        return round(self.value * 20)


@dataclass(frozen=True)
class EvaluationSummary:
    """`count` released answers; `words` only where they are the reader's to read."""

    count: int
    averages: list[Average]
    words: list[str] = field(default_factory=list)


def questions_for(side: str) -> list[tuple[str, Any]]:
    """Field names with the questions of one side."""
    return list(zip(NAMES, QUESTIONS[side], strict=True))


def summary_for_coach(coach: Employee) -> EvaluationSummary | None:
    """What coachees said of a coach, for the coach; None before five people's answers were released. Two queries."""
    answers = EvaluationAnswer.objects.about(coach)
    words = [answer.words for answer in answers.order_by("pk").only("words")]
    return _summary(answers, Side.COACHEE, [text for text in words if text])


def overall_summary(side: str) -> EvaluationSummary | None:
    """All released answers of one side of the table, for HR and leadership: averages alone."""
    return _summary(EvaluationAnswer.objects.filter(side=side), side, [])


def has_evaluated(engagement: CoachingEngagement, employee: Employee) -> bool:
    return EvaluationMark.objects.filter(engagement=engagement, side=engagement.side_of(employee)).exists()


def without_evaluation(side: str) -> Q:
    """Completed engagements whose evaluation by one side is missing."""
    given = EvaluationMark.objects.filter(side=side).values("engagement")
    return Q(state=CoachingEngagement.State.COMPLETED) & ~Q(pk__in=given)


def _summary(answers: EvaluationAnswerQuerySet, side: str, words: list[str]) -> EvaluationSummary | None:
    figures = answers.aggregate(count=Count("pk"), **{name: Avg(name) for name in NAMES})
    if figures["count"] < BATCH:
        return None
    averages = [Average(question, _rounded(figures[name])) for name, question in questions_for(side)]
    return EvaluationSummary(figures["count"], averages, words)


def _rounded(value: float | Decimal) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
