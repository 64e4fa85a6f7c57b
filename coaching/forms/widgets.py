"""Shared by the forms of coaching."""

from typing import Any

from django import forms
from django.template.loader import render_to_string


def text_area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class LongSelect(forms.Select):
    """Many options: Django's own widget renders a template for each of them, which costs more than all else."""

    template_name = "coaching/_long_select.html"

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        return render_to_string(self.template_name, self.get_context(name, value, attrs))
