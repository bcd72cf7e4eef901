"""``python -m plugins.related``: see `cli`."""

import sys

from .cli import main

sys.exit(main())
