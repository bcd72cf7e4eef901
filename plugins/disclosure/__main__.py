"""``python -m plugins.disclosure``: see `plugins.audit.cli`."""

import sys

from ..audit.cli import parsed

options = parsed(None)
sys.exit(options.run(options))
