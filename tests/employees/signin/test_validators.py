import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tests.employees.signin.second_factor import add_totp
from tests.factories import EmployeeFactory

pytestmark = pytest.mark.django_db


def codes(password: str, user=None) -> set[str]:
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return {error.code for error in refused.error_list}
    return set()


def test_password_of_fifteen_characters_is_long_enough():
    assert codes("kuda laut biru") == {"password_too_short"}
    assert codes("kuda laut biru!") == set()


def test_password_with_a_second_factor_needs_twelve_characters():
    employee = EmployeeFactory()
    assert codes("kudalautbiru", employee) == {"password_too_short"}
    add_totp(employee)
    assert codes("kudalautbiru", employee) == set()
    assert codes("kudalautbir", employee) == {"password_too_short"}


@pytest.mark.parametrize(
    "password", ["sepuluh payung merah", "482913077561942", "HURUFBESARSEMUAYA", "ñandú 鳥 🌧 hujan deras"]
)
def test_password_without_composition_is_accepted(password):
    assert codes(password) == set()


@pytest.mark.parametrize("length", [64, 200, 4096])
def test_password_of_many_characters_is_accepted(length):
    assert codes(("hujan deras di kota " * 250)[:length]) == set()


@pytest.mark.parametrize(
    "password",
    [
        "Portal-BKN-2026-2025",
        "ratna sari dewi 2026",
        "19900115 201501 1 001",
        "RatnaSari15011990",
        "aaaaaaaaaaaaaaaaaaaa",
        "pengembangan kepegawaian bkn",
        "ababababababababab",
    ],
)
def test_password_of_guessable_words_is_refused(password):
    employee = EmployeeFactory(name="Ratna Sari Dewi", nip="199001152015011001")
    assert "password_own_words" in codes(password, employee)


def test_password_that_only_contains_a_guessable_word_is_accepted():
    employee = EmployeeFactory(name="Ratna Sari Dewi")
    assert codes("ratna minum kopi tubruk", employee) == set()


def test_common_password_is_refused(settings):
    settings.AUTH_PASSWORD_VALIDATORS = settings.AUTH_PASSWORD_VALIDATORS[-1:]
    assert codes("password123") == {"password_too_common"}


@given(st.text(max_size=80))
def test_any_password_is_judged_without_an_error(password):
    codes(password, None)


def test_help_texts_name_both_lengths():
    text = " ".join(str(line) for line in password_validators_help_texts())
    assert "15" in text
    assert "12" in text


def test_password_fields_allow_paste_and_password_managers(client, employee, enter):
    enter(client, employee.nip)
    form = client.get("/akun/kata-sandi/").context["form"]
    fields = [(name, form.fields[name].widget.attrs) for name in form.fields]
    assert [(name, attrs["autocomplete"]) for name, attrs in fields] == [
        ("oldpassword", "current-password"),
        ("password1", "new-password"),
        ("password2", "new-password"),
    ]
    assert not any(key.startswith("on") or key == "maxlength" for _name, attrs in fields for key in attrs)
