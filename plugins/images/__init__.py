"""Images that AI made or changed: said under the image, and written into its published file."""

from ..registration import register as register
