"""Which events may be stored. Pure: the room's present state comes in as the set of its setting types."""

import re
from typing import Any, Collection, Mapping

from .shape import is_mapping
from .state import CREATE, FIXED_STATE, why_state_refused

ENCRYPTED = "m.room.encrypted"
MEGOLM = "m.megolm.v1.aes-sha2"

# The parts of a megolm event. All are random or base64: no text fits. A relation (`m.relates_to`) would
# stand in the clear beside the ciphertext and is not among them.
_PARTS: Mapping[str, re.Pattern[str]] = {
    "algorithm": re.compile(re.escape(MEGOLM)),
    "ciphertext": re.compile(r"[A-Za-z0-9+/]{1,65536}"),
    "session_id": re.compile(r"[A-Za-z0-9+/]{43}"),
    "sender_key": re.compile(r"[A-Za-z0-9+/]{43}"),
    "device_id": re.compile(r"[A-Za-z0-9_=+/.-]{1,100}"),
}
_NEEDED_PARTS = ("algorithm", "ciphertext", "session_id")


def why_event_refused(
    event_type: str,
    state_key: str | None,
    content: Any,
    settings: Collection[str],
) -> str | None:
    """None where the event may be stored, else the reason as a sentence.

    `state_key` is None for message-like events. `settings` names the types of state that the room already
    has under the empty state key.
    """
    if state_key is None:
        return why_message_refused(event_type, content)
    if event_type in settings and (event_type in FIXED_STATE or event_type == CREATE):
        return f"{event_type} stays as it was when the room was made."
    return why_state_refused(event_type, state_key, content)


def why_message_refused(event_type: str, content: Any) -> str | None:
    """As `why_event_refused`, for message-like events."""
    if event_type != ENCRYPTED:
        return "Only encrypted events are stored here."
    if not is_mapping(content):
        return "The content of an event is an object."
    for part in _NEEDED_PARTS:
        if part not in content:
            return f"An encrypted event has {part}."
    for part, value in content.items():
        pattern = _PARTS.get(part)
        if pattern is None:
            return "An encrypted event holds nothing beside its ciphertext."
        if not isinstance(value, str) or pattern.fullmatch(value) is None:
            return f"{part} of an encrypted event does not have its form."
    return None
