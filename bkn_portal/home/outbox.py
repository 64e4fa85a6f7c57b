"""The demo's outbox: what the portal mailed stands in files here instead of reaching anybody. 404 elsewhere."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

PER_PAGE = 25
SEPARATOR = b"\n" + b"-" * 79 + b"\n"  # written by Django's file backend between the mails of one connection
# The mail's own page: its inline styles, and nothing that runs, loads or submits.
MAIL_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@dataclass(frozen=True)
class OutboxMail:
    """One mail of the outbox; `name` and `number` are its file and its place in it."""

    name: str
    number: int
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def to(self) -> str:
        return str(self.message["To"] or "")

    @property
    def sent_at(self) -> datetime | None:
        moment = self.message["Date"].datetime if self.message["Date"] else None
        return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment  # "-0000" is UTC

    def body(self, kind: str) -> str:
        """The text of the part `plain` or `html`; empty when the mail has none."""
        part = self.message.get_body((kind,))
        return str(part.get_content()) if part else ""


@require_safe
@login_not_required
def outbox(request: HttpRequest) -> HttpResponse:
    """The mails, newest first: also for who can't sign in yet and waits for a mail to reset the password."""
    page = Paginator(_files(), PER_PAGE).get_page(request.GET.get("page"))
    mails = [mail for path in page for mail in reversed(_mails(path))]
    return render(request, "home/outbox_list.html", {"page": page, "mails": mails})


@require_safe
@login_not_required
def outbox_mail(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """One mail as text, with the way to its HTML version."""
    mail = _find(name, number)
    return render(request, "home/outbox_detail.html", {"mail": mail, "text": mail.body("plain")})


@require_safe
@login_not_required
def outbox_html(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The HTML version as a mail program shows it, under a policy that lets nothing run or load."""
    response = HttpResponse(_find(name, number).body("html"))
    response.headers["Content-Security-Policy"] = MAIL_CSP
    return response


def _files() -> list[Path]:
    if not settings.DEMO:
        raise Http404
    return sorted(Path(settings.OUTBOX_DIR).glob("*.log"), reverse=True)


def _mails(path: Path) -> list[OutboxMail]:
    texts = [text for text in path.read_bytes().split(SEPARATOR) if text.strip()]
    return [
        OutboxMail(path.stem, number, message_from_bytes(text, policy=policy.default))
        for number, text in enumerate(texts)
    ]


def _find(name: str, number: int) -> OutboxMail:
    """The mail; 404 for a name that is not in the outbox's own listing, so that no path leads out of it."""
    for path in _files():
        if path.stem == name:
            mails = _mails(path)
            if number < len(mails):
                return mails[number]
    raise Http404
