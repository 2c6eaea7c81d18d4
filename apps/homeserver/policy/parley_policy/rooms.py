"""Which rooms may be made. Pure: takes the body of a createRoom request, answers a sentence or None."""

from typing import Any, Mapping

from .shape import is_list, is_mapping
from .state import FIXED_STATE, POWER_LEVELS, why_state_refused

ROOM_VERSION = "12"

# What a createRoom request may hold. Anything else (name, topic, alias, third-party invitations...) would
# store words in the clear.
ALLOWED_KEYS = frozenset(
    {
        "preset",
        "visibility",
        "room_version",
        "initial_state",
        "creation_content",
        "power_level_content_override",
        "invite",
        "is_direct",
    }
)

# Without these in the request Synapse would take a preset's values, `shared` history among them.
REQUIRED_STATE = ("m.room.encryption", "m.room.history_visibility")


def why_room_refused(config: Mapping[str, Any]) -> str | None:
    """None where the room may be made, else the reason as a sentence."""
    further = sorted(key for key in config if key not in ALLOWED_KEYS)
    if further:
        return f"A room is made without {', '.join(further)}."
    if config.get("preset", "private_chat") != "private_chat":
        return "A room is made with the preset private_chat or none."
    if config.get("visibility", "private") != "private":
        return "A room is private."
    if config.get("room_version", ROOM_VERSION) != ROOM_VERSION:
        return f"A room has version {ROOM_VERSION}."
    if config.get("is_direct", False) is not False:
        return "A room is not marked as direct."
    creation = config.get("creation_content", {})
    if not is_mapping(creation) or any(key != "m.federate" for key in creation):
        return "A room's creation content holds m.federate or nothing."
    if "power_level_content_override" in config:
        refusal = why_state_refused(
            POWER_LEVELS, "", config["power_level_content_override"]
        )
        if refusal is not None:
            return refusal
    invited = config.get("invite", [])
    if not is_list(invited) or not all(isinstance(one, str) for one in invited):
        return "Invitations are a list of accounts."
    return _why_initial_state_refused(config.get("initial_state", []))


def _why_initial_state_refused(entries: Any) -> str | None:
    if not is_list(entries):
        return "The initial state is a list."
    seen: set[str] = set()
    for entry in entries:
        if not is_mapping(entry) or any(
            key not in ("type", "state_key", "content") for key in entry
        ):
            return "An entry of the initial state has a type, a state key and a content."
        kind = entry.get("type")
        if kind not in FIXED_STATE and kind != POWER_LEVELS:
            return "The initial state holds only the settings of a room."
        if kind in seen:
            return f"The initial state holds {kind} once."
        seen.add(kind)
        refusal = why_state_refused(
            kind, entry.get("state_key", ""), entry.get("content")
        )
        if refusal is not None:
            return refusal
    for kind in REQUIRED_STATE:
        if kind not in seen:
            return f"A room is made with {kind} in its initial state."
    return None
