"""What an entry says, and in which order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from lxml.html import builder

from plugins.common.characters import without_forbidden
from plugins.feeds.body import LONGEST_EXCERPT, Cover, KitText, ReadNext, about, content, summary

TEXT = "<h2>Head</h2><p>One <code>x</code>.</p><pre>code</pre><p>Two.</p>"


def test_disclosure_first_then_text_then_what_to_read_next() -> None:
    """The sentence opens every entry; related articles close it, with their reasons."""
    related = (_related("https://e.example/b/", "B & <c>", "both on “chips”"), _related("u:", "D"))
    told, over = KitText("AI-written by <X>."), KitText("More & <more>", "en")
    assert content(told, TEXT, closing="<p>Read more.</p>", heading=over, related=related) == (
        "<p>AI-written by &lt;X&gt;.</p>\n" + TEXT + "\n<p>Read more.</p>\n"
        '<h2 lang="en">More &amp; &lt;more&gt;</h2><ul>'
        '<li><a href="https://e.example/b/">B &amp; &lt;c&gt;</a> (both on “chips”)</li>'
        '<li><a href="u:">D</a></li></ul>'
    )


def test_nothing_declared_means_nothing_said() -> None:
    """No sentence, no short form, no heading without a list."""
    assert content(KitText(), TEXT, heading=KitText("Related articles")) == TEXT
    assert summary("", about("<p>Own <em>words</em>.</p>", TEXT)) == "Own words."


def test_the_cover_stands_between_disclosure_and_text() -> None:
    """With what AI did to it, marked where that is in another language than the text."""
    cover = Cover("https://e.example/a%20b.png", 'A "cover"', KitText("AI-edited <image>.", "en"))
    assert content(KitText("Said."), "<p>Text</p>", cover=cover) == (
        '<p>Said.</p>\n<figure><img src="https://e.example/a%20b.png" alt=\'A "cover"\'>'
        '<figcaption lang="en">AI-edited &lt;image&gt;.</figcaption></figure>\n<p>Text</p>'
    )
    plain = Cover("https://e.example/c.png", "", KitText())
    assert content(KitText(), "", cover=plain) == (
        '<figure><img src="https://e.example/c.png" alt=""></figure>'
    )


def test_the_summary_opens_with_the_short_form() -> None:
    """Then the author's own summary, else the first words of the text without its headings."""
    assert summary("AI-written", about("<p>A &amp; B</p>", TEXT)) == "AI-written. A & B"
    assert summary("AI-written", about("", TEXT)) == "AI-written. One x. Two."
    assert summary("AI-written", about("", "")) == "AI-written."


def test_an_authors_summary_is_whole_and_an_excerpt_is_short() -> None:
    """A text without prose is still excerpted."""
    long = "word " * 200
    assert about(f"<p>{long}</p>", "") == long.strip()
    assert len(about("", f"<p>{long}</p>")) <= LONGEST_EXCERPT
    assert about("", "<h2>Only a heading</h2>") == "Only a heading"


@given(st.text(), st.text(), st.text())
def test_texts_stay_texts(sentence: str, title: str, reason: str) -> None:
    """No sentence, title or reason becomes markup."""
    related = (_related("https://e.example/", title, reason),)
    made = content(KitText(sentence), "", heading=KitText(sentence), related=related)
    root = html.fragment_fromstring(made, create_parent="div")
    tags = [element.tag for element in root.iter()]
    assert tags == ["div", *(["p"] if sentence else []), "h2", "ul", "li", "a"]
    link = without_forbidden(title).replace("\r\n", "\n").replace("\r", "\n")
    assert (root.find(".//a").text or "") == link


@given(st.text(), st.text())
def test_a_summary_is_made_of_anything(own: str, text: str) -> None:
    """Markup that is none, references to control characters: plain text on one line results."""
    made = summary("", about(own, text))
    assert made == " ".join(without_forbidden(made).split())


def test_a_related_article_is_labelled_where_it_is_named() -> None:
    """Readers of feeds meet it there first."""
    related = (_related("https://e.example/b/", "B", "both on “chips”", "AI-written <i>"),)
    made = content(KitText(), "", heading=KitText("More"), related=related)
    assert "</a> · AI-written &lt;i&gt; (both on “chips”)</li>" in made


def _related(url: str, title: str, reason: str = "", short: str = "") -> ReadNext:
    return ReadNext(url, title, reason, short)


@given(st.text(), st.text(), st.sampled_from(["https://e.example/b/?a=1#b", "u:", "/é?a&b", ""]))
def test_html_is_spelled_as_by_libxml2(told: str, title: str, url: str) -> None:
    """Whatever the texts and addresses."""
    made = content(KitText(told, "en"), "", related=(_related(url, title, told),))
    said = without_forbidden(told)
    link = builder.A(without_forbidden(title), href=without_forbidden(url))
    listed = [builder.H2(""), builder.UL(builder.LI(link, f" ({said})" if told else ""))]
    pieces = [[builder.P(said, lang="en")] if told else [], listed]
    written = ("".join(html.tostring(e, encoding="unicode") for e in piece) for piece in pieces)
    assert made == "\n".join(piece.strip() for piece in written if piece)
