"""Values of declared types as bytes, and back: plain values, dataclasses, arrays of numbers.

Bytes that are no value of the type are refused. It is MessagePack, written and checked by msgspec;
an array is the triple of its kind of number, its shape and its bytes.
"""

from __future__ import annotations

from functools import cache
from math import prod
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import msgspec

if TYPE_CHECKING:
    from numpy.typing import NDArray

Value = TypeVar("Value")

Decoder = msgspec.msgpack.Decoder
Refused = (msgspec.MsgspecError, UnicodeDecodeError)
"""What decoding raises of bytes that are no value of the type."""


def encode(value: Any) -> bytes:
    """:raises TypeError: where it holds something of another kind."""
    return msgspec.msgpack.encode(value, enc_hook=_as_plain)


def decoder(of: Any) -> Decoder[Any]:
    """Decodes values of a type."""
    return msgspec.msgpack.Decoder(of, dec_hook=_from_plain)


def _as_plain(value: Any) -> tuple[str, tuple[int, ...], bytes | memoryview]:
    if type(value).__module__ != "numpy" or not hasattr(value, "tobytes"):
        raise TypeError(type(value).__qualname__)
    contiguous = value.flags.c_contiguous
    return value.dtype.str, value.shape, value.data if contiguous else value.tobytes()


def _from_plain(of: Any, value: Any) -> NDArray[Any]:
    """:raises ValueError: where it is no array of that type."""
    import numpy as np

    wanted = _number(of)
    match value:
        case [wanted.str, [*shape], bytes(data)] if _is_size(shape, len(data), wanted.itemsize):
            found = np.frombuffer(data, wanted)
            return found if len(shape) == 1 else found.reshape(shape)
    raise ValueError(f"no array of {wanted}")


@cache
def _number(of: Any) -> Any:
    """The kind of number of an array's type."""
    import numpy as np

    return np.dtype(get_args(get_args(of)[1])[0])


def _is_size(shape: list[Any], size: int, each: int) -> bool:
    whole = all(type(length) is int and length >= 0 for length in shape)
    return whole and prod(shape) * each == size
