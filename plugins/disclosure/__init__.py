"""Who or what wrote each text, who checked it, and who answers for it: said once, in every form."""

from ..registration import register as register
