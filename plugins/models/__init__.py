"""A page and a feed for each model, and the list of all models that articles name."""

from ..registration import register as register
