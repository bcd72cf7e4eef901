"""``python -m plugins.disclosure``: see `plugins.audit.cli`."""

import sys

from ..audit.cli import main

sys.exit(main())
