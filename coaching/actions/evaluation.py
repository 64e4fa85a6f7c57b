"""Evaluations: each is sealed with others and released only when five people have given one (docs/adr/0013)."""

import json
import secrets
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.errors import DomainError, StaleState, require
from bkn_portal.employees.models import Employee

from .. import access
from ..models import CoachingEngagement, EvaluationAnswer, EvaluationMark, EvaluationPool, Side
from ..queries.evaluation import BATCH

SEALED_LENGTH = 64 * 1024
"""Bytes of a sealed list: room for ten of the longest answers, so that its length tells nothing."""
_random = secrets.SystemRandom()


@dataclass(frozen=True)
class Evaluation:
    """Three answers of 1 to 5, and words if wanted."""

    first: int
    second: int
    third: int
    words: str = ""


@transaction.atomic
def evaluate(*, engagement: CoachingEngagement, evaluation: Evaluation, by: Employee) -> None:
    """Give the own evaluation of a completed coaching, once; it can't be read, changed or taken back afterwards.

    There is no time and no audit event on purpose: the mark is all that remains of who gave it. When the answers that
    wait come from five people, all of them are released in shuffled order. Raises AccessDenied, StaleState before the
    coaching is completed, DomainError the second time.
    """
    require(access.can_take_part(by, engagement))
    if engagement.state != CoachingEngagement.State.COMPLETED:
        raise StaleState
    side = engagement.side_of(by)
    coach = engagement.coach if side == Side.COACHEE else None
    pool = _locked_pool(side, coach)
    try:
        with transaction.atomic():
            EvaluationMark.objects.create(engagement=engagement, side=side)
    except IntegrityError as error:
        raise DomainError(_("You have already evaluated this coaching.")) from error
    waiting = [*_open(pool.sealed), asdict(evaluation)]
    _random.shuffle(waiting)
    pool.sealed = _seal([] if _release(waiting, side, coach) else waiting)
    pool.save(update_fields=["sealed"])


def _locked_pool(side: Side, coach: Employee | None) -> EvaluationPool:
    """The pool, its row held until the transaction ends: two answers at once wait for each other."""
    pool, _created = EvaluationPool.objects.get_or_create(side=side, coach=coach)
    return EvaluationPool.objects.select_for_update(of=("self",)).get(pk=pool.pk)


def _release(waiting: list[dict[str, Any]], side: Side, coach: Employee | None) -> bool:
    """Write the shuffled answers when they come from enough different people; whether they were written."""
    marks = EvaluationMark.objects.filter(side=side, is_waiting=True)
    if coach is not None:
        marks = marks.filter(engagement__coach=coach)
    giver = "engagement__coachee" if side == Side.COACHEE else "engagement__coach"
    if marks.values(giver).distinct().count() < BATCH:
        return False
    marks.update(is_waiting=False)
    EvaluationAnswer.objects.bulk_create(EvaluationAnswer(side=side, coach=coach, **answer) for answer in waiting)
    return True


def _seal(answers: list[dict[str, Any]]) -> str:
    """The list padded to a multiple of SEALED_LENGTH; the field encrypts it."""
    text = json.dumps(answers)
    return text.ljust(-(-len(text) // SEALED_LENGTH) * SEALED_LENGTH)


def _open(sealed: str) -> list[dict[str, Any]]:
    return json.loads(sealed) if sealed else []
