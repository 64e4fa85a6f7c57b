"""What the two of a coaching write reaches nobody else: looked for in pages, admin, mails, logs, reports and a dump."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.apps import apps
from django.contrib import admin
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from bkn_portal.audit.models import Event
from bkn_portal.core.crypto import EncryptedTextField
from bkn_portal.worklist.queries import worklist_for
from coaching.models import WELLBEING, CoachingEngagement
from tests.arch.routes import routes
from tests.factories import CoachProfileFactory, EmployeeFactory, SupervisionFactory

from .markers import AFTER, SLOT, Story, dump, found_in, tell, tell_together

pytestmark = pytest.mark.django_db
SESSION_PAGES = ("session_detail",)


@pytest.fixture(scope="module")
def mails():
    """What was sent while the stories were told."""
    return []


@pytest.fixture(scope="module")
def stories(django_db_setup, django_db_blocker, mails):
    """Three coachings of one coachee: one on stress and balance, one shared with the supervisor as far as may be, and
    one that meets in a group, followed by that of the colleague there.

    Told once for all tests here: what they change is taken back.
    """
    with django_db_blocker.unblock(), time_machine.travel(AFTER, tick=False), transaction.atomic():
        coachee, found = EmployeeFactory(name="Ratna Sari"), []
        for hour, theme in enumerate((WELLBEING, "team")):
            start = SLOT + timedelta(hours=hour)
            found.append(tell(Story(theme, coachee, CoachProfileFactory().person, start)))
        coach, start = CoachProfileFactory().person, SLOT + timedelta(hours=2)
        pair = [Story("decisions", person, coach, start) for person in (coachee, EmployeeFactory(name="Citra Lestari"))]
        tell_together(*pair)
        found += pair
        CoachingEngagement.objects.filter(theme="team").update(is_shared=True)
        mails.extend(mail.outbox)
        yield found
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def private(stories):
    return stories[0]


@pytest.fixture(scope="module")
def words(stories):
    return [word for story in stories for word in story.words]


@pytest.fixture(scope="module")
def others(stories):
    """Everyone who might be curious: the supervisor, HR, who runs the system, leadership, a colleague."""
    return [
        SupervisionFactory(employee=stories[0].coachee).supervisor,
        EmployeeFactory(is_hr_admin=True),
        EmployeeFactory(is_superuser=True, is_hr_admin=True),
        EmployeeFactory(is_leader=True),
        EmployeeFactory(is_verifier=True),
        EmployeeFactory(),
    ]


def _text_of(client, story):
    """All pages of a coaching: its own, its end, and each of its sessions."""
    key = story.engagement.pk
    paths = [reverse(f"coaching:{name}", args=[key]) for name in ("engagement_detail", "engagement_closing")]
    paths += [session.get_absolute_url() for session in story.engagement.sessions.all()]
    return "".join(client.get(path, follow=True).content.decode() for path in paths)


def test_every_encrypted_field_of_coaching_holds_a_word(stories, words):
    """One more field that nobody writes into here would be looked for nowhere."""
    fields = [
        (model, field.name)
        for model in apps.get_app_config("coaching").get_models()
        for field in model._meta.fields
        if isinstance(field, EncryptedTextField)
    ]
    without = [
        (model.__name__, name)
        for model, name in fields
        if not found_in("".join(model._base_manager.values_list(name, flat=True)), words)
    ]
    assert (len(fields) > 20, without) == (True, [])


def test_words_are_read_by_the_two_people(stories, client_of):
    """What the record said before its correction, and a goal before its own, too."""
    for story in stories:
        for person in (story.coachee, story.coach):
            text = _text_of(client_of(person), story)
            assert [word for word in story.shared if word not in text] == []


def test_private_notes_are_read_by_their_author_alone(stories, client_of):
    for story in stories:
        assert found_in(_text_of(client_of(story.coach), story), story.notes) == story.notes[-1:]
        assert found_in(_text_of(client_of(story.coachee), story), story.notes) == []


def test_drafts_of_a_reply_are_read_by_the_coachee_alone(stories, client_of):
    story = stories[-1]
    assert len(story.drafts) == 2
    assert found_in(_text_of(client_of(story.coachee), story), story.drafts) == story.drafts
    assert found_in(_text_of(client_of(story.coach), story), story.drafts) == []


def test_members_of_a_group_read_of_each_other_what_was_said_to_all(stories, client_of):
    for reader, other in (stories[2:], stories[:1:-1]):
        texts = _text_of(client_of(reader.coachee), reader)
        own = set(reader.words)
        assert found_in(texts, [word for word in other.words if word not in own]) == []
        assert len(own & set(other.words)) == 6
        assert client_of(reader.coachee).get(other.session.get_absolute_url()).status_code == 404


def test_words_of_an_evaluation_are_read_by_its_coach_once_five_wrote(stories, words, client_of):
    page = reverse("coaching:as_coach")
    for story in stories[:2]:
        coachees = [word for number, word in enumerate(story.sealed) if number != 1]  # the second is the coach's own
        assert sorted(found_in(client_of(story.coach).get(page).content.decode(), words)) == sorted(coachees)
        for person in (story.coachee, story.coach):
            assert found_in(_text_of(client_of(person), story), story.sealed) == []


def test_words_are_ciphertext_in_a_dump(stories, words):
    backup = dump(connection)
    assert (found_in(backup, words), "Ruang Rapat" in backup) == ([], True)


def test_words_stand_in_no_mail_and_no_inbox(stories, mails, words, client_of):
    assert mails
    for message in mails:
        text = f"{message.subject}{message.body}{message.alternatives}"
        assert (found_in(text, words), "stres" in text.lower()) == ([], False)
    for person in (stories[0].coachee, stories[0].coach):
        assert found_in(client_of(person).get(reverse("notifications:inbox")).content.decode(), words) == []


def _admin_paths(model):
    yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    for key in list(model._base_manager.order_by("-pk").values_list("pk", flat=True)[:4]):
        for page in ("change", "history", "delete"):
            yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=[key])


def test_words_stand_on_no_page_of_the_admin(stories, words, others):
    for person in others[1:3]:
        client = Client()
        client.force_login(person)
        seen = 0
        for model in admin.site._registry:
            for path in _admin_paths(model):
                answer = client.get(path)
                seen += answer.status_code == 200
                assert found_in(answer.content.decode(), words) == [], path
        assert seen > 20


def test_words_cannot_be_searched_for_in_the_admin(stories, words, others):
    client = Client()
    client.force_login(others[2])
    for model in admin.site._registry:
        path = next(_admin_paths(model))
        text = client.get(path, {"q": words[0]}).content.decode()  # the page repeats what was asked for
        assert found_in(text, words[1:]) == [], path


def _plain_paths():
    for name in routes():
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue


def test_words_stand_on_no_page_of_others(stories, words, others):
    for person in others:
        client = Client()
        client.force_login(person)
        for path in _plain_paths():
            if "keluar" not in path:
                assert found_in(client.get(path, follow=True).content.decode(), words) == [], path


def test_sessions_are_not_found_by_others(stories, others):
    for person in others:
        client = Client()
        client.force_login(person)
        for story in stories:
            for name in SESSION_PAGES:
                assert client.get(reverse(f"coaching:{name}", args=[story.session.pk])).status_code == 404


def test_private_engagement_is_unknown_in_the_portal_to_the_supervisor_and_hr(private, others):
    link = private.engagement.get_absolute_url()
    for person in others:
        client = Client()
        client.force_login(person)
        assert client.get(link).status_code == 404
        for name in ("coaching:overview", "home:dashboard"):
            assert link not in client.get(reverse(name), follow=True).content.decode()


def test_worklists_of_others_are_empty_of_coaching(stories, others):
    for person in others:
        work = worklist_for(person, AFTER)
        found = [*work.todos, *work.agenda, *work.developments]
        assert [item for item in found if item.pillar == "coaching"] == []


def _trail(engagement):
    """What the audit tells of an engagement and its sessions, without numbers and moments."""
    sessions = [str(key) for key in engagement.sessions.values_list("pk", flat=True)]
    events = Event.objects.filter(target_type="coaching.coachingengagement", target_id=str(engagement.pk))
    events |= Event.objects.filter(target_type="coaching.coachingsession", target_id__in=sessions)
    sides = {engagement.coachee_id: "coachee", engagement.coach_id: "coach"}
    return [(event.kind, sides[event.actor_id], sorted(event.details)) for event in events.order_by("pk")]


def test_audit_tells_the_same_of_a_private_engagement_as_of_any_other(stories):
    private, other = (_trail(story.engagement) for story in stories[:2])
    assert (len(private) > 3, private) == (True, other)


def test_ledger_is_neutral_about_the_theme(private, client_of, others):
    text = client_of(others[1]).get(reverse("hours:book_of", args=[private.coachee.pk])).content.decode()
    assert ("Sesi coaching" in text, "stres" in text.lower()) == (True, False)


def test_new_key_reaches_every_word_and_the_old_one_can_go(private, client_of, settings):
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode(), *settings.ENCRYPTION_KEYS]
    with transaction.atomic():
        call_command("rotate_encryption", stdout=StringIO())
        settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS[:1]
        text = _text_of(client_of(private.coach), private)
        transaction.set_rollback(True)
    wanted = [word for word in private.shared if "second" in word]
    assert (found_in(text, wanted), private.notes[-1] in text) == (wanted, True)
