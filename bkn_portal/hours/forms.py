"""What may be asked of the book."""

from django import forms

from .years import Year


class YearForm(forms.Form):
    """Which year of the book; anything else than one of `years` means the newest."""

    tahun = forms.TypedChoiceField(coerce=int, required=False)

    def __init__(self, *args: object, years: list[Year], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.years = {year.start.year: year for year in reversed(years)}
        self.newest = years[0]
        self.fields["tahun"].choices = [(number, number) for number in self.years]

    @property
    def year(self) -> Year:
        chosen = self.cleaned_data.get("tahun") if self.is_valid() else None
        return self.years.get(chosen, self.newest)
