"""Files are read and listed in one order."""

from __future__ import annotations

from plugins.builds.file_order import SortedFiles


def test_files_are_walked_in_the_order_of_their_names() -> None:
    """Those that Pelican adds, too: templates that list static files gave others in each build."""
    names = [f"{number}.png" for number in range(20)]
    assert list(set(names[:10]) | SortedFiles(names[10:])) == sorted(names)
