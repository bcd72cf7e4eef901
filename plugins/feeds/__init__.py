"""The same entries as Atom, RSS and JSON Feed: full text, what wrote it first, ids that stay."""

from ..registration import register as register
