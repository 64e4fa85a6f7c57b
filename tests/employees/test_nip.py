from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from bkn_portal.employees.nip import NipParts, group, parse, ungroup, validate_nip

dates = st.dates(min_value=date(1940, 1, 1), max_value=date(2008, 12, 31))
months = st.sampled_from([*range(1, 13), *range(21, 100)])


@st.composite
def nips(draw):
    born, month = draw(dates), draw(months)
    appointed = draw(st.integers(born.year + 15, 2100))
    sex, serial = draw(st.sampled_from("12")), draw(st.integers(0, 999))
    parts = NipParts(born=born, appointed_year=appointed, is_pppk=month >= 21, is_woman=sex == "2")
    return f"{born:%Y%m%d}{appointed}{month:02d}{sex}{serial:03d}", parts


@given(nips())
def test_nip_valid_is_read_back_part_by_part(case):
    nip, parts = case
    assert parse(nip) == parts


@given(nips())
def test_nip_grouped_and_typed_with_its_spaces_is_the_same(case):
    nip, _parts = case
    assert ungroup(group(nip)) == nip
    assert [len(part) for part in group(nip).split()] == [8, 6, 1, 3]


@given(st.text(max_size=30))
def test_nip_any_text_is_read_or_refused_without_being_repeated(text):
    fault = ""
    try:
        parse(text)
    except ValidationError as error:
        fault = error.messages[0]
    assert fault or len(text) == 18
    assert len(text) < 4 or text not in fault


@pytest.mark.parametrize(
    ("nip", "code"),
    [
        ("19920314201801200", "nip_digits"),
        ("1992031420180120011", "nip_digits"),
        ("１99203142018012001", "nip_digits"),
        ("199203142018012001\n", "nip_digits"),
        ("199213142018012001", "nip_born"),
        ("199202302018012001", "nip_born"),
        ("199203142006012001", "nip_appointed"),
        ("199203142018132001", "nip_month"),
        ("199203142018002001", "nip_month"),
        ("199203142018202001", "nip_month"),
        ("199203142018013001", "nip_sex"),
    ],
)
def test_nip_with_a_fault_names_the_digits(nip, code):
    with pytest.raises(ValidationError) as caught:
        parse(nip)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("nip", "code"),
    [("202611252041011001", "nip_born"), ("199203142028012001", "nip_appointed")],
)
def test_nip_of_somebody_born_tomorrow_or_appointed_after_next_year_is_refused(nip, code, now):
    with time_machine.travel(now), pytest.raises(ValidationError) as caught:
        validate_nip(nip)
    assert caught.value.code == code


def test_nip_of_somebody_appointed_next_year_is_taken(now):
    with time_machine.travel(now):
        validate_nip("199203142027012001")
