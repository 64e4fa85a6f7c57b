"""What time alone ends, and what is read anew."""

import logging

from celery import shared_task
from django.utils import timezone

from . import actions

logger = logging.getLogger(__name__)


@shared_task
def sweep_holds() -> None:
    """Each minute: give back the time of whoever did not make up their mind."""
    actions.sweep_holds(now=timezone.now())


@shared_task
def read_calendars() -> None:
    """Each minute, and when somebody subscribes: read the busy calendars whose time has come."""
    if count := actions.read_calendars(now=timezone.now()):
        logger.info("%s busy calendars read", count)
