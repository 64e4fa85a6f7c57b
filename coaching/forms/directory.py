"""Looking for a coach."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.forms import PortalFormMixin
from bkn_portal.core.periods import Zone

from ..queries import Wishes, facets

LAST_PAGE = 10_000
"""Beyond it lies no coach, and at last no number that a database can take."""


@dataclass(frozen=True)
class FilterGroup:
    """Filters as links: the GET parameter `key`, its options, and the present value (text, "" for all)."""

    key: str
    label: Any
    options: list[dict[str, Any]]
    current: str


class DirectoryFilter(PortalFormMixin, forms.Form):
    """GET filter of the directory; what is wrong in it is left out."""

    mark_optional = False
    q = forms.CharField(label=_("Name, unit or words"), max_length=60, required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    competency = forms.TypedChoiceField(label=_("Competency"), required=False, coerce=int, empty_value=None)
    language = forms.ChoiceField(label=_("Language"), required=False)
    unit = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    zone = forms.ChoiceField(label=_("Time zone"), choices=Zone.choices, required=False)
    free = forms.ChoiceField(label=_("Places"), choices=[("1", _("With a free place"))], required=False)
    page = forms.IntegerField(min_value=1, max_value=LAST_PAGE, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = facets(on=timezone.localdate())
        self.fields["theme"].choices = found.themes
        self.fields["competency"].choices = found.competencies
        self.fields["language"].choices = found.languages
        self.fields["unit"].choices = found.units

    @property
    def number(self) -> int:
        """Of the page that is asked for."""
        self.is_valid()
        return self.cleaned_data.get("page") or 1

    @property
    def wishes(self) -> Wishes:
        """The valid filters."""
        self.is_valid()
        data = self.cleaned_data
        return Wishes(
            text=data.get("q", ""),
            theme=data.get("theme", ""),
            competency=data.get("competency"),
            language=data.get("language", ""),
            unit=data.get("unit"),
            zone=data.get("zone", ""),
            free=bool(data.get("free")),
        )

    @property
    def groups(self) -> list[FilterGroup]:
        """The filters as links, with those options alone that find somebody."""
        return [self._group(key) for key in ("theme", "free", "zone", "language", "competency", "unit")]

    def _group(self, key: str) -> FilterGroup:
        options = [{"label": name, "value": str(value)} for value, name in self.fields[key].choices]
        chosen = self.cleaned_data.get(key) or ""
        return FilterGroup(key, self.fields[key].label, [{"label": _("All"), "value": ""}, *options], str(chosen))


class WatchForm(PortalFormMixin, forms.Form):
    is_watching = forms.BooleanField(required=False)
