"""Becoming a coach and staying one."""

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.forms import PortalFormMixin

from ..actions import ProfileDraft
from ..models import WELLBEING, CoachProfile, Language
from ..queries import offer_version, profile_choices
from .seen import SeenForm
from .widgets import text_area


class OfferFields(forms.ModelForm):
    """What a coach offers, for the employee's proposal and for HR's correction alike."""

    themes = forms.MultipleChoiceField(label=_("Themes"), widget=forms.CheckboxSelectMultiple)
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    competencies = forms.TypedMultipleChoiceField(
        label=_("Competencies"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = CoachProfile
        fields = ["about", "capacity", "place"]
        widgets = {"about": text_area(4)}
        labels = {"capacity": _("How many coachees at a time?")}
        help_texts = {
            "about": _("Two or three sentences that colleagues read before they ask you."),
            "place": _("Such as a room or the link of your meeting room."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = profile_choices(self.instance.pk or 0, on=timezone.localdate())
        self.fields["themes"].choices, self.fields["competencies"].choices = offered.themes, offered.competencies
        self.initial.setdefault("languages", [Language.INDONESIAN])
        if self.instance.pk:
            self.initial["themes"] = list(self.instance.themes.values_list("theme", flat=True))
            self.initial["languages"] = list(self.instance.languages.values_list("language", flat=True))
            self.initial["competencies"] = list(self.instance.competencies.values_list("competency", flat=True))

    def clean_themes(self) -> list[str]:
        themes = self.cleaned_data["themes"]
        if themes == [WELLBEING]:
            raise forms.ValidationError(
                _("Please choose another theme too: else everyone would know what your coachees talk about.")
            )
        return themes

    @property
    def draft(self) -> ProfileDraft:
        """Argument of actions.propose_profile, change_profile and store_profile."""
        data = self.cleaned_data
        return ProfileDraft(
            about=data["about"],
            languages=tuple(data["languages"]),
            capacity=data["capacity"],
            place=data["place"],
            themes=tuple(data["themes"]),
            competencies=tuple(data["competencies"]),
        )


class ProfileForm(SeenForm, OfferFields):
    mark_optional = True
    layout = Layout(
        "seen", "about", "themes", "languages", "competencies",
        Row(Column("capacity", css_class="col-md-4"), Column("place", css_class="col-md-8")),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offers = (self.initial.get(name, ()) for name in ("themes", "languages", "competencies"))
        self.initial["seen"] = offer_version(self.instance, *offers)


class StateForm(PortalFormMixin, forms.Form):
    """Pause or resume."""

    state = forms.ChoiceField(
        choices=[(value, value) for value in (CoachProfile.State.ACTIVE, CoachProfile.State.PAUSED)]
    )
