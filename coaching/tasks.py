"""What time alone changes."""

import logging

from celery import shared_task
from django.utils import timezone

from .actions import expire_requests, tell_watchers

logger = logging.getLogger(__name__)


@shared_task
def expire_unanswered() -> None:
    """Each quarter of an hour: end requests whose time for an answer has passed."""
    if count := expire_requests(now=timezone.now()):
        logger.info("%s coaching requests expired", count)


@shared_task
def tell_of_free_places() -> None:
    """Each quarter of an hour: tell those who wait for a coach who has a place again."""
    if count := tell_watchers(now=timezone.now()):
        logger.info("%s people were told of a free place", count)
