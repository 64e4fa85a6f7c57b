"""What a person typed when their sign-in had ended: it waits for them, encrypted, until a form is saved again.

It waits in the visitor's session and never in the browser's storage, so that it is there without JavaScript too, is
read by nobody who sits down at the machine next, and goes when the session goes: at the sign-out, or with its end.

Who else signs in from the same browser meanwhile is shown none of it: it is read for its writer alone. It ends with
that person's session, so the writer types it again: waiting longer would mean to keep it under the writer's name for
whoever holds the browser.
"""

from cryptography.fernet import InvalidToken
from django.core import signing
from django.http import HttpRequest, QueryDict

from .crypto import decrypt, encrypt

FIELD = "writer"
"""A form that wants its text kept names its writer in this field (components/autosave.html)."""
KEY = "typed"
SALT = "portal.typed"
LONGEST = 100_000  # characters
MOST = 3  # forms


def writer_token(pk: int) -> str:
    """Who is typing, signed: nobody else's text is kept for them, and nothing for those who never signed in."""
    return signing.dumps(pk, salt=SALT)


def keep(request: HttpRequest) -> bool:
    """Keep the text of a form that can't be saved now; False when it names no writer, or is too long."""
    try:
        writer = signing.loads(request.POST.get(FIELD, ""), salt=SALT)
    except signing.BadSignature:
        return False
    text = request.POST.urlencode()
    if len(text) > LONGEST:
        return False
    kept = {path: entry for path, entry in _kept(request).items() if path != request.path}
    last = dict(list(kept.items())[1 - MOST :])
    request.session[KEY] = {**last, request.path: [writer, encrypt(text)]}
    return True


def kept(request: HttpRequest, path: str) -> QueryDict | None:
    """What the reader typed into the form that is sent to `path`, when it still waits and its key is still there."""
    writer, text = _kept(request).get(path, (None, ""))
    try:
        return QueryDict(decrypt(text)) if writer == request.user.pk else None
    except InvalidToken:
        return None


def forget(request: HttpRequest) -> None:
    """The form of this request was saved."""
    waiting = _kept(request)
    if waiting.pop(request.path, None):
        request.session[KEY] = waiting


def _kept(request: HttpRequest) -> dict[str, list]:
    return dict(request.session.get(KEY, {}))
