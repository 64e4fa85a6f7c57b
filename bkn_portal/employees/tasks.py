"""Mails that must not hold up the page which causes them."""

import logging

from celery import shared_task
from django.utils import timezone

from .actions import notices

logger = logging.getLogger(__name__)


@shared_task
def send_notices() -> None:
    """Each minute, and when an account was changed: tell what has not been told."""
    if count := notices.send_notices(now=timezone.now()):
        logger.info("%s account notices sent", count)
