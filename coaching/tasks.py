"""What time alone changes."""

import logging

from celery import shared_task
from django.utils import timezone

from .actions import expire_requests

logger = logging.getLogger(__name__)


@shared_task
def expire_unanswered() -> None:
    """Each quarter of an hour: end requests whose time for an answer has passed."""
    if count := expire_requests(now=timezone.now()):
        logger.info("%s coaching requests expired", count)
