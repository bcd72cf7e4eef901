"""Width and height of a logo, so that nothing moves when it arrives."""

from __future__ import annotations

from ..common.regex import regex

PNG = b"\x89PNG\r\n\x1a\n"
ROOT = regex(rb"<svg\b[^>]*>")
BOX = regex(rb"""\sviewBox\s*=\s*["']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.e]+)[\s,]+([\d.e]+)""")
SIDE = regex(rb"""\s(width|height)\s*=\s*["']\s*([\d.]+)(?:px)?\s*["']""")


def proportions(data: bytes) -> tuple[float, float] | None:
    """Width and height of a PNG or SVG file, in any unit; None: it does not say."""
    if data.startswith(PNG) and data[12:16] == b"IHDR":
        width, height = (float(int.from_bytes(data[at : at + 4], "big")) for at in (16, 20))
    else:
        root = ROOT.search(data)
        tag = root[0] if root else b""
        sides = dict(SIDE.findall(tag))
        box = BOX.search(tag)
        texts = box.groups() if box else (sides.get(b"width", b""), sides.get(b"height", b""))
        width, height = map(_number, texts)
    return (width, height) if width and height else None


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
