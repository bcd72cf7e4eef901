"""What a page says at a video of another site (see `wording.messages`)."""

from __future__ import annotations

from ..wording.messages import Messages

VIDEO = "Video on {site}"
ASKS = "Playing it connects you to {host}."

NOTES = {
    VIDEO: ["above a video’s title; {site} is a name, as YouTube"],
    ASKS: ["under a video that has not begun to play; {host} is an address, as www.example.org"],
}
"""Every message, with what a translator has to know of it."""

MESSAGES = Messages("videos", NOTES)
words_for = MESSAGES.words_for
