"""What to read next: the list under each article, and the links in its text."""

from ..registration import register as register
