import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_language_of_an_english_browser_before_signing_in_stays_indonesian(client):
    response = client.get(reverse("account_login"), headers={"accept-language": "en-US,en"})
    assert response["Content-Language"] == "id"
    assert "Kata sandi" in response.text


def test_language_chosen_by_cookie_is_spoken(client):
    client.cookies["django_language"] = "en"
    assert client.get(reverse("account_login"))["Content-Language"] == "en"


def test_language_that_does_not_exist_falls_back_to_indonesian(client):
    client.cookies["django_language"] = "../../xx"
    assert client.get(reverse("account_login"))["Content-Language"] == "id"
