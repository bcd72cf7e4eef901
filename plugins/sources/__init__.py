"""What Pelican reads, made safe and orderly: no forbidden characters, files in a fixed order."""

from ..registration import register as register
