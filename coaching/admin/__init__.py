"""Coaching in the HR administration: coach profiles, and of engagements states and dates only.

Goals, sessions' content, records, follow-ups, notes and watches are not registered: what is not here, no role can open.
"""

from . import engagement, profile  # noqa: F401  registers the pages
