"""What every form of the portal shares."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class PortalFormMixin(forms.BaseForm):
    """Rendering by `{% crispy form %}` inside the template's own <form>, which brings its {% csrf_token %}.

    A refused form begins with a summary that links to its fields. What may stay empty says so in its label, so the
    rest needs no asterisk; `mark_optional = False` for filters. `layout` is for order and columns only.
    """

    layout: Layout | None = None
    mark_optional = True

    @cached_property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = self.layout
        if self.mark_optional:
            self._mark_optional_fields()
        return helper

    def _mark_optional_fields(self) -> None:
        for name, field in self.fields.items():
            bound = self[name]
            if not (field.required or bound.is_hidden or isinstance(field, forms.BooleanField)):
                bound.label = format_lazy("{} ({})", bound.label, _("optional"))
