"""A card an article: the picture that services show where somebody shares a link to it."""

from ..registration import register as register
