"""Sessions as Django keeps them, in the database with a copy in the cache."""

from django.contrib.sessions.backends.cached_db import SessionStore as CachedSessions


class SessionStore(CachedSessions):
    """Looks for no key that Django never gave: PostgreSQL can't take every sign that a cookie can carry."""

    def _validate_session_key(self, key: str) -> bool:
        return super()._validate_session_key(key) and key.isascii() and key.isalnum()
