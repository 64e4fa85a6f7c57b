"""What time alone ends."""

from celery import shared_task
from django.utils import timezone

from . import actions


@shared_task
def sweep_holds() -> None:
    """Each minute: give back the time of whoever did not make up their mind."""
    actions.sweep_holds(now=timezone.now())
