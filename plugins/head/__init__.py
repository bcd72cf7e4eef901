"""What a page says of itself to programs: address, summary, and who or what wrote it."""

from ..registration import register as register
