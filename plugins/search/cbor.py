"""CBOR (RFC 8949) as far as Pagefind's files need it: natural numbers, texts, lists of these."""

from __future__ import annotations

from typing import TypeAlias

Value: TypeAlias = "int | str | list[Value]"

NUMBER, TEXT, LIST = 0, 3, 4
"""Major types."""
LONG = 24
"""From here on a number stands in the bytes that follow: 24 says in one, 25 in two."""


def loads(data: bytes) -> Value:
    """What stands in `data`.

    :raises ValueError: where it holds something else.
    """
    return _read(data, 0)[0]


def dumps(value: Value) -> bytes:
    """`value` in its shortest form."""
    if isinstance(value, int):
        return _head(NUMBER, value)
    if isinstance(value, str):
        text = value.encode()
        return _head(TEXT, len(text)) + text
    return _head(LIST, len(value)) + b"".join(map(dumps, value))


def _read(data: bytes, at: int) -> tuple[Value, int]:
    """The value at `at`, and where the next begins."""
    kind, number = divmod(data[at], 32)
    at += 1
    if number >= LONG:
        size = 1 << (number - LONG)
        number, at = int.from_bytes(data[at : at + size], "big"), at + size
    if kind == NUMBER:
        return number, at
    if kind == TEXT:
        return data[at : at + number].decode(), at + number
    if kind != LIST:
        raise ValueError(f"CBOR's major type {kind} is in none of Pagefind's files")
    values: list[Value] = []
    for _ in range(number):
        value, at = _read(data, at)
        values.append(value)
    return values, at


def _head(kind: int, number: int) -> bytes:
    """The first bytes: a type, and a number or length in as few bytes as hold it."""
    if number < LONG:
        return bytes([kind * 32 + number])
    power = next(power for power in range(4) if number < 1 << (8 << power))
    return bytes([kind * 32 + LONG + power]) + number.to_bytes(1 << power, "big")
