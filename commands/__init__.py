"""What `invoke` does, a module or folder for each command. tasks.py names their options."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder of tasks.py, the settings and the content."""
