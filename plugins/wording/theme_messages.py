"""Every word of a page that is no article's own: menus, headings, lists, what describes them.

The theme's templates ask for these by `theme_words`, the head and moved pages by `words_for`.
"""

from __future__ import annotations

from .messages import Messages

# --- Around every page -------------------------------------------------------------

SKIP = "Skip to the text"
MENU = "Site"
HOME = "Home"
BREADCRUMB = "Breadcrumb"
ABOUT = "About this site"
ANSWERS = "Who answers for this site:"
CONTACT = "contact"
FEED = "{format} feed"
BUILT_WITH = "Built with {pelican} and Colophon."
SCHEME = "Light or dark"
AS_DEVICE = "As the device"
LIGHT = "Light"
DARK = "Dark"

# --- An article's page -------------------------------------------------------------

MINUTE, MINUTES = "{count} minute", "{count} minutes"
CONTENTS = "Contents"
DRAFT = "Draft: not published."
OTHER_LANGUAGES = "In other languages"
IN_SERIES = "Part {number} of {last} of the series {series}"
NEIGHBOURS = "Before and after this article"
EARLIER = "Earlier"
LATER = "Later"
PREVIOUS_PART = "Previous part"
NEXT_PART = "Next part"
MOVED = "This text has moved: {title}."

# --- Lists -------------------------------------------------------------------------

ARCHIVES = "Archives"
AUTHORS = "Authors"
CATEGORIES = "Categories"
TAGS = "Tags"
OF_ONE = "With one article each: {number}"
PERIOD = "Archive of {period}"
NOTHING_YET = "Nothing has been published yet."
ARTICLE, ARTICLES = "{count} article", "{count} articles"
ALL_OF_ONE, ALL = "All {count} article, by year", "All {count} articles, by year"
LENGTH_AND_PLACE = "{articles}, page {number} of {last}"
PAGE = "Page {number}"
PART = "{title} (page {number})"
PAGES = "Pages of this list"
PAGE_OF = "Page {number} of {last}"
NEWER = "Newer"
OLDER = "Older"

# --- The search --------------------------------------------------------------------

SEARCH = "Search"
CLOSE = "Close"
RESULTS = "Results: {count}"
NO_RESULTS = "Nothing was found."
MORE_RESULTS = "More results"
NARROW = "Narrow the results"
YEAR = "Year"
ANY = "All"
NO_SEARCH = "The search could not be loaded. It needs JavaScript."

# --- What search engines show of lists ----------------------------------------------

DESCRIPTIONS = {
    "category": "Articles about {name} on {site}.",
    "tag": "Articles tagged {name} on {site}.",
    "author": "Articles published by {name} on {site}.",
    "model": "Articles on {site} that name the AI model {name}.",
    "series": "All parts of the series {name} on {site}, in their order.",
    "period": "Articles of {name} on {site}.",
    "archives": "All articles on {site}, newest first.",
    "authors": "Everyone who has published on {site}.",
    "categories": "All categories of {site}.",
    "tags": "All tags of {site}.",
}
"""By kind of list. ‘Published by’, for who is named may not have written every text."""

# --- The error page ----------------------------------------------------------------

NOT_FOUND = "Page not found"
NOTHING_HERE = (
    "Nothing is kept at this address. It may have been moved, or the link may hold a slip of the"
    " pen."
)
NEWEST = "The {home} has the newest articles."
NEWEST_AND_ALL = "The {home} has the newest articles; the {archives} list all of them."
FRONT_PAGE = "front page"
THE_ARCHIVES = "archives"

_DESCRIPTION = "description of a page for search engines; {site} is the site's name"

NOTES = {
    SKIP: ["a link, the first thing that a screen reader meets"],
    MENU: ["name of the main menu, for screen readers"],
    HOME: ["a link to the front page, first in the way from there to this page"],
    BREADCRUMB: ["name of the way from the front page to this page, for screen readers"],
    ABOUT: ["name of the list of links at the foot, for screen readers"],
    ANSWERS: ["a name follows"],
    CONTACT: ["a link in brackets, to an e-mail address or a form"],
    FEED: ["a link; {format} is Atom, RSS or JSON Feed"],
    BUILT_WITH: ["{pelican} becomes a link to the program of this name"],
    MINUTE: ["beside the date: how long an article takes to read"],
    CONTENTS: ["heading: the list of an article’s sections"],
    SCHEME: ["name of the switch between light and dark colours"],
    AS_DEVICE: ["one of three choices: light or dark as the reader’s device is set"],
    LIGHT: ["one of three choices: dark letters on light ground"],
    DARK: ["one of three choices: light letters on dark ground"],
    DRAFT: ["above a text that only its author sees"],
    OTHER_LANGUAGES: ["heading: the same article in other languages"],
    IN_SERIES: ["heading; {number} and {last} count articles; {series} is a name, as written"],
    NEIGHBOURS: ["name of links to the next article and the one before, for screen readers"],
    EARLIER: ["of an article; the title of the article published before this one follows"],
    LATER: ["the same of the article published after this one"],
    PREVIOUS_PART: ["of a series of articles; the title of that part follows"],
    NEXT_PART: ["the same"],
    MOVED: ["on a page that leads to another; the title becomes a link"],
    ARCHIVES: ["heading, and a link: all articles by year"],
    AUTHORS: ["heading, and a link"],
    CATEGORIES: ["heading, and a link"],
    TAGS: ["heading, and a link: keywords of articles"],
    OF_ONE: ["opens a list of tags that have one article each; {number} counts these tags"],
    PERIOD: ["title; {period} is a year, a month with its year, or a day"],
    NOTHING_YET: ["in the place of a list of articles"],
    ARTICLE: ["{count} has to stand in every form: it may be all that is seen"],
    ALL_OF_ONE: ["a link to the list of all articles; {count} counts them and is two at least"],
    LENGTH_AND_PLACE: ["{articles} is ‘3 articles’; {number} and {last} count pages of a list"],
    PAGE: ["title of a further page of the list of all articles"],
    PART: ["title of a further page of a list"],
    PAGES: ["name of the links to the other pages of a list, for screen readers"],
    PAGE_OF: ["one of these links, for screen readers"],
    NEWER: ["a link to the page with newer articles"],
    OLDER: ["a link to the page with older articles"],
    SEARCH: ["a button, a heading, and the name of the field for words: as a noun or a verb"],
    CLOSE: ["a button that closes the search"],
    RESULTS: ["how many texts the search has found; {count} is a number, 0 is never shown"],
    NO_RESULTS: ["in the place of the results of a search"],
    MORE_RESULTS: ["a button below the first results of a search"],
    NARROW: ["opens the choice of a category, a year and so on, among the results of a search"],
    YEAR: ["name of a choice: the year in which a text was published"],
    ANY: ["in that choice, as in others: all categories, all years"],
    NO_SEARCH: ["on the page of the search, where it does not work"],
    DESCRIPTIONS["category"]: [_DESCRIPTION, "{name} is a category, as it is written"],
    DESCRIPTIONS["tag"]: [_DESCRIPTION, "{name} is a tag, as it is written"],
    DESCRIPTIONS["author"]: [_DESCRIPTION, "‘published’: another may have written them"],
    DESCRIPTIONS["model"]: [_DESCRIPTION],
    DESCRIPTIONS["series"]: [_DESCRIPTION, "{name} is the name of a series of articles"],
    DESCRIPTIONS["period"]: [_DESCRIPTION, "{name} is a year, a month with its year, or a day"],
    DESCRIPTIONS["archives"]: [_DESCRIPTION],
    DESCRIPTIONS["authors"]: [_DESCRIPTION, "people and organisations"],
    DESCRIPTIONS["categories"]: [_DESCRIPTION],
    DESCRIPTIONS["tags"]: [_DESCRIPTION],
    NOT_FOUND: ["title of the error page"],
    NOTHING_HERE: ["on the error page"],
    NEWEST: ["on the error page; {home} becomes the link ‘front page’"],
    NEWEST_AND_ALL: ["the same; {archives} becomes the link ‘archives’"],
    FRONT_PAGE: ["stands for {home} in the sentence above, in the case that it wants"],
    THE_ARCHIVES: ["stands for {archives} in the sentence above, in the case that it wants"],
}
"""Every message, with what a translator has to know of it."""

MESSAGES = Messages("theme", NOTES, plurals={ARTICLE: ARTICLES, ALL_OF_ONE: ALL, MINUTE: MINUTES})
words_for = MESSAGES.words_for
