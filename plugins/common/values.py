"""`dataclass` as the standard library has it, but classes with slots cost a fraction.

Python writes and compiles six methods for each of these, 0.5 ms a class whenever a command starts,
and fills values field by field. A struct of msgspec needs neither. It counts as a dataclass for who
checks types and for `fields`, `replace` and `asdict`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import msgspec

__all__ = ["dataclass", "names_of"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(**options: bool) -> Callable[[type[Any]], type[Any]]:
        """The decorator for a class, by what it is asked for."""
        if options.keys() <= {"frozen", "slots", "kw_only"} and options.pop("slots", False):
            return partial(_struct, options)
        return dataclasses.dataclass(**options)


def _struct(options: dict[str, Any], cls: type[Any]) -> type[Any]:
    """A struct with the fields and methods of a class; its subclasses are structs as they stand."""
    if type(cls) is type:
        parts = {n: _default(v) for n, v in vars(cls).items() if n not in OF_TYPE}
        parts["__annotations__"] = cls.__annotations__
        bases = (base for base in cls.__bases__ if base is not object)
        cls = msgspec.StructMeta(cls.__name__, (msgspec.Struct, *bases), parts, **options)
    setattr(cls, FIELDS, _Fields())
    return cls


FIELDS = "__dataclass_fields__"
OF_TYPE = {"__dict__", "__weakref__", "__annotate_func__", "__annotations_cache__"}
"""What Python itself puts into a class."""


def _default(value: Any) -> Any:
    if isinstance(value, dataclasses.Field):
        return msgspec.field(default_factory=cast("Callable[[], Any]", value.default_factory))
    return value


def names_of(kind: type[Any]) -> tuple[str, ...]:
    """Names of the fields of a class that is a struct; `fields` costs more."""
    names: tuple[str, ...] = kind.__struct_fields__
    return names


class _Fields:
    """What `dataclasses` knows of a class, worked out when it is asked."""

    def __get__(self, _value: object, owner: Any) -> dict[str, dataclasses.Field[Any]]:
        kinds = dict.fromkeys(owner.__struct_fields__, Any)
        plain = dataclasses.make_dataclass(
            owner.__name__,
            kinds,
            namespace={"__doc__": "Its fields."},  # without one its signature is worked out
            init=False,
            repr=False,
            eq=False,
        )
        found: dict[str, dataclasses.Field[Any]] = getattr(plain, FIELDS)
        setattr(owner, FIELDS, found)
        return found
