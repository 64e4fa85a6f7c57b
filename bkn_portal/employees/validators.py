"""What a password must be: long, and not made of words that everyone here would guess (stack.md)."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .second_factor import has_second_factor

ALONE, WITH_SECOND_FACTOR = 15, 12  # NIST SP 800-63B-4: 15 characters for a password that stands alone
OWN_WORDS = ("bkn", "portal", "pengembangan", "kepegawaian", "asn")
GUESSING_WORK = 8  # characters that must be left when the guessable words are taken away


class LengthValidator:
    """At least 15 characters; 12 for a person whose sign-in asks for a second factor too. No composition rules."""

    def validate(self, password: str, user: Any = None) -> None:
        required = WITH_SECOND_FACTOR if user and user.pk and has_second_factor(user) else ALONE
        if len(password) < required:
            raise ValidationError(
                _("The password needs at least %(required)d characters."),
                code="password_too_short",
                params={"required": required},
            )

    def get_help_text(self) -> str:
        return _(
            "At least %(alone)d characters (%(second)d with a second factor). A sentence of your own is good; no sign "
            "is required or forbidden."
        ) % {"alone": ALONE, "second": WITH_SECOND_FACTOR}


class OwnWordsValidator:
    """Refuses passwords that consist of the own name, NIP, birth date, words of the house, or one thing repeated."""

    def validate(self, password: str, user: Any = None) -> None:
        rest = password.casefold()
        for word in sorted(_guessable(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        rest = re.sub(r"(19|20)\d\d|[\W_]", "", rest)
        if len(rest) < GUESSING_WORK or len(set(rest)) < GUESSING_WORK // 2:
            raise ValidationError(
                _("This password is easy to guess: choose one without your name, your NIP and the name of the portal."),
                code="password_own_words",
            )

    def get_help_text(self) -> str:
        return _("Not made of your name, your NIP or the name of the portal.")


def _guessable(user: Any) -> set[str]:
    words = set(OWN_WORDS)
    if user and user.nip:
        nip = user.nip
        year, month, day = nip[:4], nip[4:6], nip[6:8]
        words |= {nip, nip[:8], f"{day}{month}{year}", f"{day}{month}{year[2:]}", nip[8:14]}
        words |= {part for part in re.split(r"\W+", user.name.casefold()) if len(part) > 2}
    return words - {""}
