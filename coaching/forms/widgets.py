"""Shared by the forms of coaching."""

from django import forms


def text_area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})
