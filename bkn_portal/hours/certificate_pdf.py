"""The certificate as a PDF: drawn from its row, always in Indonesian, as documents of the state are."""

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bkn_portal.core.documents import BRAND, MARGIN, QUIET, PortalDocument
from bkn_portal.core.periods import local_date

from .certificate_facts import facts_of
from .models import Certificate

QR_SIDE = 30  # mm
LANGUAGE = "id"


def render(certificate: Certificate) -> bytes:
    """The whole PDF. Reads `certificate.holder` for the NIP and the zone of the date."""
    with translation.override(LANGUAGE):
        title = f"{_('Certificate')} {certificate.number}"
        document = PortalDocument(title=title, made_at=certificate.issued_at, language=LANGUAGE, landscape=True)
        document.frame()
        _head(document, certificate)
        _body(document, certificate)
        _foot(document, certificate)
        return document.finish()


def _head(document: PortalDocument, certificate: Certificate) -> None:
    document.line_of("BADAN KEPEGAWAIAN NEGARA", size=12, bold=True, colour=BRAND, align="C")
    document.line_of(str(settings.SITE_NAME), size=10, colour=QUIET, align="C")
    document.gap(8)
    document.line_of(_("Certificate").upper(), size=30, bold=True, align="C")
    document.gap(1)
    document.line_of(_("Number %(number)s") % {"number": certificate.number}, size=11, colour=QUIET, align="C")


def _body(document: PortalDocument, certificate: Certificate) -> None:
    document.gap(7)
    document.line_of(_("is given to"), size=11, align="C")
    document.gap(2)
    document.line_of(certificate.holder_name, size=22, bold=True, align="C")
    document.line_of(f"NIP {certificate.holder.grouped_nip}", size=11, align="C")
    role = " · ".join(filter(None, [certificate.holder_position, certificate.holder_unit]))
    document.line_of(role, size=11, colour=QUIET, align="C")
    document.gap(6)
    document.line_of(_("for completing"), size=11, align="C")
    document.gap(1)
    document.line_of(certificate.activity, size=16, bold=True, align="C")
    document.gap(6)
    document.facts(facts_of(certificate))


def _foot(document: PortalDocument, certificate: Certificate) -> None:
    address = f"{settings.SITE_URL}{certificate.get_absolute_url()}"
    top = document.h - MARGIN - QR_SIDE
    document.qr(address, x=MARGIN, y=top, side=QR_SIDE)
    document.set_auto_page_break(False)
    document.set_left_margin(MARGIN + QR_SIDE + 6)
    document.set_y(top + 4)
    day = date_format(local_date(certificate.issued_at, certificate.holder.zone), "j F Y")
    document.line_of(_("Issued on %(day)s") % {"day": day}, size=10, bold=True)
    document.gap(1)
    document.line_of(_("Anyone can check this certificate at"), size=9, colour=QUIET)
    document.line_of(address, size=9)
    document.line_of(_("It was issued by the portal and is valid without a signature."), size=9, colour=QUIET)
