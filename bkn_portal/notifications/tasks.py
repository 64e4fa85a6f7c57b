"""What wakes the worker. Rows are the truth: a lost or doubled task changes nothing."""

import logging

from celery import shared_task
from django.utils import timezone

from . import actions

logger = logging.getLogger(__name__)


@shared_task
def sweep() -> None:
    """Each minute: find what is due and deliver it."""
    actions.sweep(timezone.now())


@shared_task
def deliver() -> None:
    """Woken by an action: deliver what is due at once."""
    logger.info("%s reminders handled", actions.deliver_due(now=timezone.now()))


@shared_task
def tidy() -> None:
    """Each night: forget the counts of past days."""
    actions.forget_mail_days(now=timezone.now())
