"""What coaching reminds of. Mails name people, times and places; goals, records and themes stay in the portal."""

from . import (  # noqa: F401
    busy_calendar,
    closing,
    engagement,
    former_supervisor,
    goal,
    group,
    profile,
    session,
    silence,
)
