"""Forms that save while one types."""

from django import forms

from bkn_portal.core.errors import AlreadyDone
from bkn_portal.core.forms import PortalFormMixin

NEWER = "newer"  # actions.seen.NewerText.code


class SeenForm(PortalFormMixin, forms.Form):
    """Carries which text its page was opened with, so that an older page takes nothing back (queries.*_version)."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)
    mark_optional = False

    @property
    def is_newer(self) -> bool:
        """Whether the form was refused because the text was changed on another page."""
        return self.is_bound and self.has_error("__all__", NEWER)

    @property
    def is_repeated(self) -> bool:
        """Whether what it asks for was done already, as when it was sent twice."""
        return self.is_bound and self.has_error("__all__", AlreadyDone.code)

    def renew(self, seen: str) -> None:
        """The reader was told: sent again, it replaces what is stored."""
        self.data = self.data.copy()
        self.data["seen"] = seen
