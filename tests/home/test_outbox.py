import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse

pytestmark = pytest.mark.django_db
BACKEND = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def outbox(settings, tmp_path):
    settings.OUTBOX_DIR = tmp_path
    return tmp_path


def send(folder, *subjects, html="<p style='color:red'>Halo</p><script>alert(1)</script>"):
    """Mails of one connection, which stand in one file."""
    connection = get_connection(BACKEND, file_path=folder)
    messages = [EmailMultiAlternatives(subject, f"Isi {subject}", to=["ratna@bkn.example"]) for subject in subjects]
    for message in messages:
        message.attach_alternative(html, "text/html")
    connection.send_messages(messages)
    return next(iter(folder.glob("*.log"))).stem


def test_outbox_lists_the_mails_of_a_file_newest_first(client, outbox):
    send(outbox, "Pertama", "Kedua")
    response = client.get("/surat/")
    assert [mail.subject for mail in response.context["mails"]] == ["Kedua", "Pertama"]
    assert "ratna@bkn.example" in response.text


def test_outbox_without_mails_says_so(client, outbox):
    assert "Belum ada surel" in client.get("/surat/").text


def test_outbox_mail_shows_the_text_escaped(client, outbox):
    name = send(outbox, "Halo <b>")
    response = client.get(f"/surat/{name}/0/")
    assert "Isi Halo &lt;b&gt;" in response.text


def test_outbox_html_version_cannot_run_or_load_anything(client, outbox):
    response = client.get(f"/surat/{send(outbox, 'Halo')}/0/html/")
    policy = response.headers["Content-Security-Policy"]
    assert "color:red" in response.text
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert "script-src" not in policy


@pytest.mark.parametrize("path", ["/surat/ada/0/", "/surat/ada/0/html/", "/surat/..%2Fsecrets/0/"])
def test_outbox_mail_that_is_not_there_is_not_found(client, outbox, path):
    assert client.get(path).status_code == 404


def test_outbox_number_beyond_the_file_is_not_found(client, outbox):
    assert client.get(f"/surat/{send(outbox, 'Halo')}/1/").status_code == 404


@pytest.mark.parametrize("path", ["", "{name}/0/", "{name}/0/html/"])
def test_outbox_outside_the_demo_is_not_found(client, outbox, settings, path):
    name = send(outbox, "Halo")
    settings.DEMO = False
    assert client.get("/surat/" + path.format(name=name)).status_code == 404


@pytest.mark.parametrize(("demo", "times"), [(True, 1), (False, 0)])
def test_outbox_is_linked_from_every_page_of_the_demo_alone(client, settings, demo, times):
    settings.DEMO = demo
    page = client.get(reverse("home:help")).content.decode()
    assert page.count('href="/surat/"') == times
