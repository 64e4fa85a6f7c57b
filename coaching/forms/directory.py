"""Looking for a coach."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bkn_portal.competencies.models import Competency
from bkn_portal.core.forms import PortalFormMixin
from bkn_portal.core.periods import Zone
from bkn_portal.employees.models import OrgUnit

from ..models import CoachingTheme, Language
from ..queries import Wishes, coach_units, offered_competencies, spoken_languages


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
    theme = forms.ChoiceField(label=_("Theme"), choices=CoachingTheme.choices, required=False)
    competency = forms.ModelChoiceField(label=_("Competency"), queryset=Competency.objects.none(), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices, required=False)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=OrgUnit.objects.none(), required=False)
    zone = forms.ChoiceField(label=_("Time zone"), choices=Zone.choices, required=False)
    free = forms.ChoiceField(label=_("Places"), choices=[("1", _("With a free place"))], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = coach_units()
        self.fields["competency"].queryset = offered_competencies()

    @property
    def wishes(self) -> Wishes:
        """The valid filters."""
        self.is_valid()
        data = self.cleaned_data
        unit, competency = data.get("unit"), data.get("competency")
        return Wishes(
            text=data.get("q", ""),
            theme=data.get("theme", ""),
            competency=competency.pk if competency else None,
            language=data.get("language", ""),
            unit=unit.pk if unit else None,
            zone=data.get("zone", ""),
            free=bool(data.get("free")),
        )

    @property
    def groups(self) -> list[FilterGroup]:
        """The filters as links, with those options alone that find somebody."""
        languages = spoken_languages()
        return [
            self._group("theme", CoachingTheme.choices),
            self._group("free", self.fields["free"].choices),
            self._group("zone", Zone.choices),
            self._group("language", [pair for pair in Language.choices if pair[0] in languages]),
            self._group("competency", [(row.pk, row.name) for row in self.fields["competency"].queryset]),
            self._group("unit", [(row.pk, row.label) for row in self.fields["unit"].queryset]),
        ]

    def _group(self, key: str, choices: Any) -> FilterGroup:
        chosen = self.cleaned_data.get(key) or ""
        options = [{"label": _("All"), "value": ""}, *({"label": name, "value": str(value)} for value, name in choices)]
        return FilterGroup(key, self.fields[key].label, options, str(getattr(chosen, "pk", chosen)))


class WatchForm(PortalFormMixin, forms.Form):
    is_watching = forms.BooleanField(required=False)
