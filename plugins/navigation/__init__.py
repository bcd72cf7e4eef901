"""Where a reader can go from a page: the menu, the links at the foot, lists that are not empty."""

from ..registration import register as register
