"""Shapes of untrusted JSON. Synapse freezes some contents: mappings and tuples instead of dict and list."""

from collections.abc import Mapping
from typing import Any

# Matrix keeps integers within what a double can hold exactly.
LARGEST_INTEGER = 2**53 - 1


def is_mapping(value: Any) -> bool:
    return isinstance(value, Mapping)


def is_list(value: Any) -> bool:
    return isinstance(value, (list, tuple))


def is_integer(value: Any) -> bool:
    return (
        isinstance(value, int)
        and not isinstance(value, bool)
        and -LARGEST_INTEGER <= value <= LARGEST_INTEGER
    )
