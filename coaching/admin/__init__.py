"""Coaching in the HR administration: coach profiles with their exceptions, the lists of themes and session lengths,
and of engagements states and dates only.

Goals, sessions' content, records, follow-ups, notes and watches are not registered: what is not here, no role can open.
"""

from . import availability, engagement, length, profile, theme  # noqa: F401  registers the pages
