"""Every word of the kit's own in feeds and on the page about them (see `wording.messages`)."""

from __future__ import annotations

from ..wording.messages import Messages

# --- Titles of feeds -------------------------------------------------------------

TAGGED = "{site}: tagged {name}"
MODEL = "{site}: AI model {name}"

# --- In an entry -----------------------------------------------------------------

EMBEDDED = "Embedded content: {name}"
ON_THE_PAGE = "This part works only on the web page"

# --- For people who open a feed in a browser -------------------------------------

OPENED = "This is a feed, for programs that read it for you. Its address goes into a feed reader."
OPENED_MORE = "More about it: {address}"

# --- The page --------------------------------------------------------------------

SUBSCRIBE = "Subscribe"
INTRO = (
    "A feed brings every new article to a reader program of your choice. You need no account here"
    " and leave no address."
)
HOW = (
    "Copy the address of a feed and add it in your reader. If you have none yet, search for"
    " ‘feed reader’: there are many, for every system."
)
FORMATS = "Atom, RSS and JSON Feed say the same. If you have the choice, take Atom."
WHOLE_SITE = "The whole site"
LANGUAGES = "Languages"
CATEGORIES = "Categories"
MODELS = "AI models"
AUTHORS = "Authors"
TAGS = "Tags"
CONTENTS = "What a feed holds"
WHOLE_TEXTS = (
    "Every entry is the whole article. It begins with how the text was made, and so does the"
    " summary that a reader shows in its list."
)
NEWEST = "Newest articles in a feed, at most: {most} for the whole site, {few} for a part of it."
HISTORY = (
    "Readers that follow RFC 5005 find all older articles, too: the Atom feed of the whole site"
    " leads to its archive."
)
SAME_ENTRY = "An article whose title, date or address is corrected does not come to you twice."
FILTER = "Filter by how texts were made"
FILTER_AUTHOR = (
    "Where AI wrote the words, brackets after the author’s name say so: {example}. Most readers can"
    " filter by that."
)
FILTER_CATEGORY = "What is known of a text and its review is also a category of its entry:"

_TITLE = "title of a feed, in a list of subscriptions; {name} is a tag or model as it is written"

NOTES = {
    TAGGED: [_TITLE],
    MODEL: [_TITLE],
    EMBEDDED: ["a link, where a page shows a video or the like; {name} is its title or host"],
    ON_THE_PAGE: ["a link, in a feed reader, where the web page has a form or a script"],
    OPENED: ["above a feed that somebody opened in a browser", "‘feed’: RSS or Atom"],
    OPENED_MORE: ["follows; {address} is the address of the page about feeds"],
    SUBSCRIBE: ["title of the page about feeds, and the link to it; nothing is paid for"],
    INTRO: ["‘address’: an e-mail address"],
    HOW: ["here ‘address’ is that of the feed (URL)"],
    FORMATS: ["names of formats stay as they are"],
    WHOLE_SITE: ["heading over the feeds with all articles"],
    LANGUAGES: ["heading"],
    CATEGORIES: ["heading"],
    MODELS: ["heading: AI language models"],
    AUTHORS: ["heading"],
    TAGS: ["heading: keywords of articles"],
    CONTENTS: ["heading"],
    WHOLE_TEXTS: ["‘how the text was made’: by a person or by AI"],
    NEWEST: ["{most} and {few} are numbers"],
    HISTORY: [],
    SAME_ENTRY: ["a reader program does not show it as a new one"],
    FILTER: ["heading"],
    FILTER_AUTHOR: ["{example} is a name with words in brackets, as ‘Ada (AI-written)’"],
    FILTER_CATEGORY: ["a list follows"],
}
"""Every message, with what a translator has to know of it."""

MESSAGES = Messages("feeds", NOTES)
words_for = MESSAGES.words_for
