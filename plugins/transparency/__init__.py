"""One page on how all texts of the site were made, counted from what they declare."""

from ..registration import register as register
