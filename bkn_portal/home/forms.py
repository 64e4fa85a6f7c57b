"""The small choices a visitor makes on any page."""

from django import forms
from django.conf import settings

THEME_COOKIE = "theme"
THEMES = ("light", "dark", "auto")


class ThemeForm(forms.Form):
    theme = forms.ChoiceField(choices=[(theme, theme) for theme in THEMES])


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)
