"""Videos of other sites: shown by a link in their place, and asked for when somebody plays one."""

from ..registration import register as register
