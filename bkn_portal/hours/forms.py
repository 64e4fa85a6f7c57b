"""What may be asked of the book, and which certificate to look up."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.forms import PortalFormMixin

from .years import Year


class NumberForm(PortalFormMixin, forms.Form):
    """A certificate's number as people type it: small letters and spaces do no harm."""

    nomor = forms.CharField(
        label=_("Reference number"), help_text=_("As printed on the certificate: CMB-2026-XXXX-XXXX."), max_length=40
    )

    def clean(self) -> dict[str, str]:
        data = super().clean()
        data["number"] = re.sub(r"\s+", "", data.get("nomor", "")).upper()
        if "nomor" in data and not re.fullmatch(r"[A-Z0-9-]{4,20}", data["number"]):
            self.add_error("nomor", _("A reference number looks like CMB-2026-XXXX-XXXX."))
        return data


class YearForm(forms.Form):
    """Which year of the book; anything else than one of `years` means the newest."""

    tahun = forms.TypedChoiceField(coerce=int, required=False)

    def __init__(self, *args: object, years: list[Year], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.years = {year.start.year: year for year in reversed(years)}
        self.newest = years[0]
        self.fields["tahun"].choices = [(number, number) for number in self.years]

    @property
    def year(self) -> Year:
        chosen = self.cleaned_data.get("tahun") if self.is_valid() else None
        return self.years.get(chosen, self.newest)
