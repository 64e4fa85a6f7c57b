"""Words and addresses that are worked out once still follow the language, the variable and the place of the portal."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, set_script_prefix
from django.utils import translation


@pytest.fixture(autouse=True)
def _home_again():
    yield
    set_script_prefix("/")


def render(text, **context):
    return Template(text).render(Context(context))


def test_fixed_words_in_another_language_are_looked_up_again():
    template, said = Template('{% translate "Help" %}'), []
    for language in ("id", "en", "id"):
        with translation.override(language):
            said.append(template.render(Context()))
    assert said == ["Bantuan", "Help", "Bantuan"]


def test_fixed_words_with_a_name_are_set_in_every_rendering():
    template = Template('{% translate "Help" as words %}<{{ words }}>')
    with translation.override("id"):
        assert [template.render(Context()), template.render(Context())] == ["<Bantuan>", "<Bantuan>"]


def test_words_of_a_variable_are_not_fixed():
    template = Template("{% translate words %}")
    with translation.override("id"):
        assert [template.render(Context({"words": word})) for word in ("Help", "<b>")] == ["Bantuan", "&lt;b&gt;"]


def test_fixed_address_below_a_prefix_is_looked_up_again():
    template, found = Template("{% url 'home:help' %}"), []
    for prefix in ("/", "/portal/"):
        set_script_prefix(prefix)
        found.append(template.render(Context()))
    assert found == ["/bantuan/", "/portal/bantuan/"]


def test_fixed_address_with_a_name_is_set_and_not_shown():
    assert render("{% url 'home:help' as here %}<{{ here }}>") == "</bantuan/>"


def test_fixed_address_that_is_not_there_is_empty_with_a_name_and_a_fault_without():
    assert render("{% url 'home:nowhere' as here %}<{{ here }}>", here="/old/") == "<>"
    with pytest.raises(NoReverseMatch):
        render("{% url 'home:nowhere' %}")


def test_file_of_a_variable_follows_it_and_a_fixed_one_may_have_a_name():
    template = Template("{% static file as here %}<{{ here }}>")
    assert [template.render(Context({"file": name})) for name in ("a", "b")] == ["</static/a>", "</static/b>"]
    assert [render("{% static 'a' as here %}<{{ here }}>"), render("{% static 'a' %}")] == ["</static/a>", "/static/a"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{% url 'home:demo_sign_in' key %}", ["/demo/masuk/a/", "/demo/masuk/7/", "/demo/masuk/8/"]),
        ("{% url 'home:outbox_mail' 'a' 3 %}-{{ key }}", ["/surat/a/3/-a", "/surat/a/3/-7", "/surat/a/3/-8"]),
        (
            "{% url 'home:demo_sign_in' key as here %}<{{ here }}>",
            ["</demo/masuk/a/>", "</demo/masuk/7/>", "</demo/masuk/8/>"],
        ),
    ],
)
def test_address_with_parameters_follows_them(text, found):
    template = Template(text)
    assert [template.render(Context({"key": key})) for key in ("a", 7, 8)] == found


def test_address_with_a_number_below_a_prefix_is_looked_up_again():
    template, found = Template("{% url 'coaching:session_detail' number %}"), []
    for prefix, number in (("/", 1), ("/portal/", 22), ("/", 333)):
        set_script_prefix(prefix)
        found.append(template.render(Context({"number": number})))
    assert found == ["/coaching/sesi/1/", "/portal/coaching/sesi/22/", "/coaching/sesi/333/"]


def test_address_of_a_route_that_is_not_there_is_refused_unless_it_has_a_name():
    with pytest.raises(NoReverseMatch):
        render("{% url 'home:nowhere' 1 %}")
    assert render("{% url 'home:nowhere' 1 as here %}<{{ here }}>") == "<>"


def test_icon_asked_for_twice_is_drawn_the_same_and_by_its_size():
    small, large = '{% lucide "bell" size=14 %}', '{% lucide "bell" size=22 %}'
    assert render(small) == render(small)
    assert [size in render(text) for text, size in ((small, 'width="14"'), (large, 'width="22"'))] == [True, True]


TAG = '{% include "components/tag.html" with text=word kind="ok" '


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (TAG + "%}", ["ok|a", "ok|b"]),
        (TAG + "only %}", ["ok|a", "ok|b"]),
        ('{% include "components/tag.html" with text=word only %}', ["|a", "|b"]),
        ('{% include "components/tag.html" with text=word %}', ["outer|a", "outer|b"]),
        ('{% include name with text=word kind="x" only %}', ["x|a", "x|b"]),
    ],
)
def test_included_template_gets_its_variables_and_only_those_if_so_asked(text, shown):
    template = Template(text + "{{ text }}{{ word }}")
    found = [
        template.render(Context({"word": word, "kind": "outer", "name": "components/tag.html"})) for word in ("a", "b")
    ]
    parts = [words.split("|") for words in shown]
    assert found == [f'<span class="tag {kind}">{word}</span>\n{word}' for kind, word in parts]


def test_included_template_that_fails_leaves_the_variables_of_the_page():
    context = Context({"word": "a"})
    with pytest.raises(KeyError):
        Template('{% include "components/filters.html" with options="x" key="x" current="" only %}').render(context)
    assert context.flatten()["word"] == "a"
