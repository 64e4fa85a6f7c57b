"""Apart from the app itself, whose module may hold one configuration."""

from allauth.account.signals import user_logged_in
from allauth.usersessions.apps import UserSessionsConfig


class BrowserListConfig(UserSessionsConfig):
    """allauth's list of browsers without what it does at each sign-in: load every other session and its person, one by
    one. receivers.note_sign_in does the same in two statements.
    """

    def ready(self) -> None:
        super().ready()
        from allauth.usersessions import signals  # its models are not ready when this module loads

        user_logged_in.disconnect(signals.on_user_logged_in)
