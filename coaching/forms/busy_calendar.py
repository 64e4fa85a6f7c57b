"""The address of a coach's calendar elsewhere."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.fetching import FetchError, check, reach
from bkn_portal.core.forms import PortalFormMixin

WEBCAL = re.compile(r"^webcals?://", re.IGNORECASE)
SENTENCES = {
    "": _("Please give an address that begins with https://, without user name or password in it."),
    "host": _("This address leads into an internal network. The portal reads calendars on the public internet only."),
    "port": _("The portal does not read from this port. Please give the address without the number after the colon."),
}
"""By what of the address is to blame (FetchError.part)."""


class BusyCalendarForm(PortalFormMixin, forms.Form):
    """Empty at each visit: a stored address is never shown again."""

    address = forms.CharField(
        label=_("Address of the calendar (ICS)"),
        help_text=_("It begins with https:// or webcal://. We keep it encrypted and never show it again."),
        max_length=1000,
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_address(self) -> Any:
        """What calendar programs call webcal is https."""
        address = WEBCAL.sub("https://", self.cleaned_data["address"])
        try:
            check(address, within=reach())
        except FetchError as error:
            raise forms.ValidationError(SENTENCES[error.part]) from error
        return address
