"""What AI tools leave behind in a text and no author wants published, found before readers do."""

from ..registration import register as register
