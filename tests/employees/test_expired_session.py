import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
SIGN_IN = "/akun/masuk/?next="


def test_page_opened_without_session_comes_back_after_signing_in(client):
    response = client.get("/coaching/coach/?theme=team")
    assert response["Location"] == f"{SIGN_IN}/coaching/coach/%3Ftheme%3Dteam"


def test_form_sent_after_the_session_ended_leads_back_to_the_page_that_showed_it(client):
    response = client.post("/coaching/8/berbagi/", headers={"referer": "http://testserver/coaching/8/"})
    assert response["Location"] == f"{SIGN_IN}/coaching/8/"


@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/coaching/8/", "http://["])
def test_form_sent_from_nowhere_leads_to_beranda(client, referer):
    response = client.post("/coaching/8/berbagi/", headers={"referer": referer})
    assert response["Location"] == f"{SIGN_IN}{reverse('home:dashboard')}"
