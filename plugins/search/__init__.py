"""A search that runs in the reader's browser: Pagefind's index, a page and a dialog."""

from ..registration import register as register
