"""What coaching reminds of. Mails name people, times and places; goals, records and themes stay in the portal."""

from . import engagement, profile, session, silence  # noqa: F401
