"""What templates are said to look up covers what they do look up."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from plugins.builds.memory import Memory
from plugins.builds.template_reads import TemplateAnalyses, TemplateReads, Use
from plugins.run import LEADING


def _reads(main: str, **others: str) -> TemplateReads:
    templates = {"main": main, **{f"{name}.html": text for name, text in others.items()}}
    environment = Environment(loader=DictLoader(templates))  # noqa: S701 - not rendered
    environment.filters |= {"summary_text": str, "summary_html": str}
    return TemplateAnalyses(leading=LEADING).reads_of(environment, "main")


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("{{ x|length }}", Use.SIZE),
        ("{% if x is defined %}{% endif %}{% if x %}{% endif %}", Use.SIZE),
        ("{{ x }}", Use.WHOLE),
        ("{{ x or 1 }}", Use.WHOLE),
        ("{{ f(x) }}", Use.WHOLE),
        ("{% set y = x %}{{ y|length }}", Use.WHOLE),
        ("{% for a, b in x %}{{ a.url }}{{ b|length }}{% endfor %}", Use.TERMS),
        ("{% for a, _ in x %}{{ a.url }}{% else %}none{% endfor %}", Use.TERMS),
        ("{% for a, b in x %}{{ b[0] }}{% endfor %}", Use.WHOLE),
        ("{% for a, b in x %}{% include 'y.html' %}{% endfor %}", Use.WHOLE),
        ("{% for a, b in x %}{{ loop.previtem }}{% endfor %}", Use.WHOLE),
        ("{% for a, b in x if b|length > 1 %}{{ a }}{% endfor %}", Use.TERMS),
        ("{% for a, b in x if b.c %}{{ a }}{% endfor %}", Use.WHOLE),
        ("{% for a, b in x recursive %}{{ a }}{% endfor %}", Use.WHOLE),
        ("{% for a in x %}{% endfor %}", Use.WHOLE),
        ("{% for a in (x_page.list if x_page else x) %}{% endfor %}", Use.UNPAGED),
        ("{% for a in (x_page.list if y else x) %}{% endfor %}", Use.WHOLE),
        ("{{ x if x_page else 1 }}", Use.WHOLE),
        ("{{ 1 if x_page else x }}{% for a, b in x %}{% endfor %}", Use.WHOLE),
        ("{{ x|length }}{% include 'y.html' %}", Use.WHOLE),
    ],
)
def test_how_much_of_a_value_is_used(text: str, use: Use) -> None:
    """No more is claimed not to matter than what cannot."""
    assert _reads(text, y="{{ x.z }}").names["x"] is use


def test_templates_that_may_be_included_count() -> None:
    """By name, by a list of names, as parent, imported, through once(); missing ones, too."""
    text = (
        "{% extends 'a.html' %}{% block b %}{% include ['b.html', 'gone.html'] ignore missing %}"
        "{% import 'c.html' as c %}{{ once('d.html', x=1) }}{% endblock %}"
    )
    parts = {name: f"{{{{ of_{name} }}}}" for name in "abcd"}
    found = _reads(text, **parts)
    assert {f"of_{name}" for name in "abcd"} <= found.names.keys()
    for name in ("a", "b", "c", "d", "gone"):
        assert _reads(text, **{**parts, name: "{{ else }}"}).sources != found.sources


@pytest.mark.parametrize("text", ["{% include x %}", "{{ once(x) }}", "{% extends x %}"])
def test_a_name_that_is_worked_out_may_be_any(text: str) -> None:
    """So every template counts."""
    assert "of_a" in _reads(text, a="{{ of_a }}").names


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("{{ article.content|safe }}{{ page.content }}", False),
        ("{{ article.related[0].content }}", True),
        ("{{ entry.content }}", True),
        ("{{ entry|attr('content') }}", True),
        ("{{ entry['content'] }}", True),
        ("{{ articles|map(attribute='content')|join }}", True),
        ("{{ article.title }}", False),
        ("{{ x|map(attribute='article.content')|join }}", True),
        ("{{ x|map(attribute=y)|join }}{{ article.title }}", True),
        ("{{ x|sort(attribute='title,content')|first }}", True),
        ("{{ x|join(',', 'content') }}", True),
        ("{{ x|join(',', attribute=y) }}", True),
        (
            "{{ x|join(y) }}{% with kind = 'content' %}{{ kind }}{{ say('content') }}{% endwith %}",
            False,
        ),
        ("{{ entry[y] }}", True),
        ("{{ entry|attr(y) }}", True),
        ("{{ entry._content }}{{ article._content }}", True),
        ("{{ x[0] }}{{ x[1:y] }}{{ x[loop.index0] }}{{ x|sort(attribute='0.name') }}", False),
        ("{% for article in articles %}{{ article.content }}{% endfor %}", True),
        ("{% for article in articles %}{{ article|summary_html }}{% endfor %}", True),
        ("{% for article in articles %}{% include 'y.html' %}{% endfor %}", True),
        ("{{ once('y.html', article=x) }}", True),
        ("{% set page = x %}{{ page.content }}", True),
        ("{% macro m(page) %}{{ page.content }}{% endmacro %}", True),
        ("{% include 'y.html' %}", False),
    ],
)
def test_texts_of_others_are_noticed(text: str, *, other: bool) -> None:
    """A page shows its own; of another it shows the text seldom."""
    assert _reads(text, y="{{ article.content }}").shown.other_texts is other


@pytest.mark.parametrize(
    ("text", "summaries", "openings", "reports"),
    [
        ("{{ entry.summary }}", True, False, False),
        ("{{ entry|summary_html }}", True, False, False),
        ("{{ article|summary_html }}{{ page.summary }}", False, False, False),
        ("{{ article|attr('summary') }}", True, False, False),
        ("{{ article.metadata.summary }}", False, False, False),
        ("{{ other.metadata.summary }}", True, False, False),
        ("{{ entry|summary_text }}", False, True, False),
        ("{{ articles|map('summary_text')|join }}", False, True, False),
        ("{{ entry.colophon_disclosure.report }}", False, False, True),
        ("{{ entry.colophon_disclosure.short }}", False, False, False),
    ],
)
def test_what_is_shown_of_a_text(
    text: str, *, summaries: bool, openings: bool, reports: bool
) -> None:
    """Most of what lists show of a text stays where its end is edited."""
    shown = _reads(text).shown
    assert (shown.summaries, shown.openings, shown.reports) == (summaries, openings, reports)


def test_functions_count_as_what_is_looked_up() -> None:
    """Jinja itself leaves out of the undeclared names what it has as a global."""
    environment = Environment(loader=DictLoader({"main": "{{ now() }}"}))  # noqa: S701 - not rendered
    environment.globals["now"] = str
    assert TemplateAnalyses().reads_of(environment, "main").names == {"now": Use.WHOLE}


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("{{ x|map('shout')|join }}", {"filter map", "filter shout", "filter join"}),
        ("{{ x|select('odd') }}", {"filter select", "test odd"}),
        ("{{ x|rejectattr('a.b', 'in', y) }}", {"filter rejectattr", "test in"}),
        ("{{ x|selectattr('a') }}{{ x|map(attribute='a') }}", {"filter selectattr", "filter map"}),
        ("{{ x|map(y) }}", {"filter map", "filter *"}),
        ("{{ x|select(*y) }}", {"filter select", "test *"}),
    ],
)
def test_functions_called_by_name_count(text: str, called: set[str]) -> None:
    """A filter may be given the name of another; one that is worked out may be any."""
    assert _reads(text).functions == called


@pytest.mark.parametrize(
    ("text", "related", "whole_site"),
    [
        ("{{ article.title }}", False, False),
        ("{% for item in entry.colophon_related %}{{ item.reason }}{% endfor %}", True, False),
        ("{{ article.colophon_closing }}", True, False),
        ("{{ articles[0].colophon_related }}", True, True),
        ("{{ item.article.colophon_related }}", True, True),
        ("{{ articles|map(attribute='colophon_related') }}", True, True),
    ],
)
def test_where_texts_lead_to(text: str, *, related: bool, whole_site: bool) -> None:
    """A text's own list is one step away; from the texts on it, it is a long way."""
    assert (_reads(text).shown.related, _reads(text).whole_site) == (related, whole_site)


def test_what_is_made_once_knows_the_site_alone() -> None:
    """So a name in it is not what the page calls so."""
    found = _reads("{{ articles }}{{ once('a.html') }}", a="{% include 'b.html' %}", b="{{ tags }}")
    assert set(found.apart) == {"tags"}
    assert set(found.names) == {"articles", "tags", "once"}


def test_what_was_found_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next build reads the sources alone; an environment that reads them otherwise does not."""
    templates = {
        "main": "{% include 'a.html' %}{% for a, b in x %}{{ b|length }}{% endfor %}",
        "a.html": "{{ once(y) if z is odd }}{{ page.content }}{{ articles_page.object_list }}",
    }
    environment = Environment(loader=DictLoader(templates))  # noqa: S701 - not rendered
    with Memory(tmp_path) as memory:
        found = TemplateAnalyses(memory).reads_of(environment, "main")
    monkeypatch.setattr(Environment, "parse", None)
    other = environment.overlay(variable_start_string="<<")
    with Memory(tmp_path) as memory:
        assert TemplateAnalyses(memory).reads_of(environment, "main") == found
        with pytest.raises(TypeError):
            TemplateAnalyses(memory).reads_of(other, "main")
