"""Making-of pages: the prompt, the settings and the model's own notes, one page a text."""

from ..registration import register as register
