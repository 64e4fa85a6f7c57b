"""Input about notifications: which lines to show, and what comes how."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from bkn_portal.employees.models import Employee

from . import queries, registry
from .models import Rhythm
from .queries import Channels


class InboxFilterForm(forms.Form):
    """`tampil=belum-dibaca` shows the unread lines only; anything else shows all."""

    UNREAD = "belum-dibaca"
    tampil = forms.ChoiceField(choices=[(UNREAD, _("Unread"))], required=False)

    @property
    def unread_only(self) -> bool:
        return self.is_valid() and self.cleaned_data["tampil"] == self.UNREAD

    @classmethod
    def options(cls) -> list[dict[str, Any]]:
        """The filter as links (components/filters.html)."""
        return [{"label": _("All"), "value": ""}, {"label": _("Unread"), "value": cls.UNREAD}]


@dataclass(frozen=True)
class KindRow:
    """One kind on the page with its two checkboxes."""

    kind: registry.ReminderKind
    mail: forms.BoundField
    inbox: forms.BoundField | None


class PreferencesForm(forms.Form):
    """Two checkboxes a kind and the rhythm. Mandatory kinds are shown checked and locked."""

    rhythm = forms.ChoiceField(
        label=_("Mails that can wait"),
        choices=Rhythm.choices,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, employee: Employee, **kwargs: Any) -> None:
        self.kinds = sorted(self._choosable(), key=lambda kind: kind.app_label)
        chosen = queries.channels_of([employee.pk])
        rhythm = queries.rhythms_of([employee.pk]).get(employee.pk, Rhythm.AT_ONCE)
        super().__init__(*args, initial={"rhythm": rhythm}, **kwargs)
        for kind in self.kinds:
            channels = Channels() if kind.mandatory else chosen.get((employee.pk, kind.code), Channels())
            self.fields[f"mail:{kind.code}"] = self._switch(kind, channels.mail, _("%(kind)s by mail"))
            if kind.inbox:
                self.fields[f"inbox:{kind.code}"] = self._switch(kind, channels.inbox, _("%(kind)s in the inbox"))

    @staticmethod
    def _choosable() -> list[registry.ReminderKind]:
        """Every kind a person meets; the digest follows from the rhythm."""
        return [kind for kind in registry.kinds() if kind.inbox or not kind.mandatory]

    @staticmethod
    def _switch(kind: registry.ReminderKind, on: bool, label: Any) -> forms.BooleanField:
        widget = forms.CheckboxInput(attrs={"class": "form-check-input"})
        return forms.BooleanField(
            label=label % {"kind": kind.label}, initial=on, required=False, disabled=kind.mandatory, widget=widget
        )

    def groups(self) -> list[tuple[str, list[KindRow]]]:
        """The kinds by the app they come from, for the page."""
        return [
            (self._app_name(label), [self._row(kind) for kind in kinds])
            for label, kinds in groupby(self.kinds, key=lambda kind: kind.app_label)
        ]

    @staticmethod
    def _app_name(label: str) -> str:
        config = apps.app_configs.get(label)
        return str(config.verbose_name) if config else label

    def _row(self, kind: registry.ReminderKind) -> KindRow:
        return KindRow(kind, self[f"mail:{kind.code}"], self[f"inbox:{kind.code}"] if kind.inbox else None)

    def channels(self) -> dict[str, Channels]:
        """The choice by kind, of a valid form."""
        data = self.cleaned_data
        return {
            kind.code: Channels(data[f"mail:{kind.code}"], data.get(f"inbox:{kind.code}", True)) for kind in self.kinds
        }
