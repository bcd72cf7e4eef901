"""Where every page lives, what may not share an address, and which links lead nowhere."""

from ..registration import register as register
