"""``python -m plugins.disclosure``: see `audit.cli`."""

import sys

from .audit.cli import parsed

options = parsed(None)
sys.exit(options.run(options))
