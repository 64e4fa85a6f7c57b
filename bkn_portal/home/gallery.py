"""The style gallery: every component in all its variants, with invented contents. Not there outside the demo."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bkn_portal.core.figures import ring
from bkn_portal.core.forms import PortalFormMixin
from bkn_portal.worklist.items import AgendaItem, Development, Pillar, ToDo


class GalleryForm(PortalFormMixin, forms.Form):
    """Each kind of field once."""

    goal = forms.CharField(label="Tujuan sesi", max_length=40, help_text="Satu kalimat, dapat diamati.")
    reality = forms.CharField(label="Keadaan sekarang", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    theme = forms.ChoiceField(label="Tema", choices=[("", "Pilih tema"), ("lead", "Kepemimpinan")])
    mode = forms.ChoiceField(
        label="Cara bertemu",
        choices=[("onsite", "Tatap muka"), ("online", "Daring")],
        widget=forms.RadioSelect,
        help_text="Tautan dikirim bersama undangan.",
    )
    due = forms.DateField(label="Tenggat", widget=forms.DateInput(attrs={"type": "date"}))
    share = forms.BooleanField(label="Bagikan kepada atasan langsung", required=False)


class GalleryDraft(PortalFormMixin, forms.Form):
    """A form that saves by itself."""

    seen = forms.CharField(widget=forms.HiddenInput, initial="contoh")
    method = forms.ChoiceField(
        label="Cara mencatat", choices=[("grow", "GROW"), ("tirta", "TIRTA")], widget=forms.RadioSelect, initial="grow"
    )


@dataclass(frozen=True)
class SamplePerson:
    display_name: str
    initials: str
    position: str
    unit: str


RATNA = SamplePerson("Ratna Sari, S.Kom.", "RS", "Analis SDM Aparatur", "Direktorat Jabatan ASN")
PARTS = {Pillar.COACHING.value: Decimal(4), Pillar.MENTORING.value: Decimal(5), Pillar.SELF_STUDY.value: Decimal("5.5")}
FILTERS = [
    {"label": "Semua", "value": "", "count": 12},
    {"label": "Aktif", "value": "active", "count": 3},
    {"label": "Selesai", "value": "done", "count": 9},
]
HISTORY = [
    {"title": "Diminta", "detail": "Senin, 2 November", "done": True},
    {"title": "Diterima", "detail": "Rabu, 4 November", "done": True},
    {"title": "Sesi pertama", "detail": "Rabu, 25 November", "url": "#"},
]


@login_not_required
@require_safe
def style_gallery(request: HttpRequest) -> HttpResponse:
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "home/gallery.html", sample(timezone.now()))


def sample(now: datetime) -> dict[str, Any]:
    """Contents for each component. Nothing is read from the database."""
    hours, days = (lambda n: timedelta(hours=n)), (lambda n: timedelta(days=n))
    refused = {"refused-goal": "x" * 60, "refused-mode": "telepati", "refused-due": "kemarin"}
    return {
        "person": RATNA,
        "todos": [
            ToDo("Beri umpan balik sesi ke-2", "Budi H. · Memimpin rapat", "#", now - days(2), Pillar.COACHING),
            ToDo(
                "Siapkan agenda sesi coaching ke-3", "Memimpin rapat lintas unit", "#", now + days(1), Pillar.COACHING
            ),
            ToDo("Unggah sertifikat “Analisis Data”", "Selesai 18 November", "#", None, Pillar.SELF_STUDY, tag="6 JP"),
            ToDo("Jadwalkan pertemuan", "Kesepakatan: tiap 4 minggu", "#", now + days(9), Pillar.MENTORING),
        ],
        "agenda": [
            AgendaItem("Sesi coaching ke-3", "Ruang Rapat Lt. 4", now + days(1), now + days(1) + hours(1), "#", pillar)
            for pillar in Pillar
        ],
        "developments": [
            Development("Memimpin rapat lintas unit", Pillar.COACHING, "#", 60, "2 dari 4 sesi · skala capaian +1"),
            Development("Siap menjadi Ahli Madya", Pillar.MENTORING, "#", None, "4 dari 10 pertemuan"),
        ],
        "history": HISTORY,
        "skipped": [1],
        "steps": ["Jadwal", "Agenda coachee", "Umpan balik coach", "Refleksi coachee", "JP terverifikasi"],
        "ring": ring(PARTS, target=Decimal(20)),
        "parts": PARTS.items(),
        "empty_ring": ring({}, target=Decimal(20)),
        "facts": [("Waktu", "Rabu, 25 November · 09.00–10.00 WIB"), ("Tema", "Kepemimpinan"), ("Tempat", "")],
        "filters": FILTERS,
        "page_obj": Paginator(range(60), 20).page(2),
        "form": GalleryForm(),
        "draft": GalleryDraft(prefix="draft"),
        "now": now,
        "refused_form": GalleryForm(refused, prefix="refused"),
        "kinds": ["", "ok", "warn", "bad", "quiet", *Pillar.values],
        "levels": ["info", "success", "warning", "error"],
    }
