"""Which state events may be stored, and with which content. Pure."""

import re
from typing import Any, Mapping

from .shape import is_integer, is_mapping

CREATE = "m.room.create"
MEMBER = "m.room.member"
POWER_LEVELS = "m.room.power_levels"

# Settings that a room gets once, when it is made, and keeps. The value names the one content key that
# must be there and what it must say.
FIXED_STATE: Mapping[str, tuple[str, str]] = {
    "m.room.encryption": ("algorithm", "m.megolm.v1.aes-sha2"),
    "m.room.history_visibility": ("history_visibility", "invited"),
    "m.room.join_rules": ("join_rule", "invite"),
    "m.room.guest_access": ("guest_access", "forbidden"),
}

MEMBERSHIPS = frozenset({"join", "invite", "leave", "ban"})

_ACCOUNT = re.compile(r"@[a-z0-9._=/+-]{1,200}:[A-Za-z0-9.:\[\]-]{1,200}")

_LEVELS = frozenset(
    {
        "users_default",
        "events_default",
        "state_default",
        "ban",
        "kick",
        "redact",
        "invite",
        "historical",
    }
)

# Event types that Synapse's own presets name in power levels. A closed list, since the keys are text.
_LEVELLED_TYPES = frozenset(
    {
        CREATE,
        MEMBER,
        POWER_LEVELS,
        *FIXED_STATE,
        "m.room.encrypted",
        "m.room.message",
        "m.room.redaction",
        "m.room.name",
        "m.room.topic",
        "m.room.avatar",
        "m.room.canonical_alias",
        "m.room.server_acl",
        "m.room.tombstone",
        "m.room.third_party_invite",
        "m.room.pinned_events",
        "m.space.child",
    }
)


def why_state_refused(event_type: str, state_key: str, content: Any) -> str | None:
    """None where a state event with this content may exist, else the reason as a sentence."""
    if not is_mapping(content):
        return "The content of an event is an object."
    if event_type == MEMBER:
        if content.get("membership") not in MEMBERSHIPS:
            return "An account joins, is invited, leaves or is banned."
        return None
    if state_key != "":
        return "A setting of a room has no state key."
    if event_type == CREATE:
        return _why_creation_refused(content)
    if event_type == POWER_LEVELS:
        return _why_levels_refused(content)
    if event_type in FIXED_STATE:
        return _why_setting_refused(event_type, content)
    return f"State of the type {event_type} is not stored here."


def accounts_named(event_type: str, state_key: str, content: Mapping[str, Any]) -> set[str]:
    """Accounts that the event would write down; they must exist, or their names could carry words."""
    if event_type == MEMBER:
        return {state_key}
    if event_type == POWER_LEVELS:
        return set(content.get("users", {}))
    return set()


def membership_only(content: Mapping[str, Any]) -> dict[str, Any] | None:
    """The content cut to `membership`, or None where nothing has to be cut."""
    if set(content) == {"membership"}:
        return None
    return {"membership": content["membership"]}


def _why_creation_refused(content: Mapping[str, Any]) -> str | None:
    if any(key not in ("room_version", "m.federate") for key in content):
        return "A room's creation content holds its version and m.federate, nothing else."
    if content.get("room_version") != "12":
        return "A room has version 12."
    if not isinstance(content.get("m.federate", False), bool):
        return "m.federate is true or false."
    return None


def _why_setting_refused(event_type: str, content: Mapping[str, Any]) -> str | None:
    key, value = FIXED_STATE[event_type]
    if content.get(key) != value:
        return f"A room has {key} {value}."
    for further, amount in content.items():
        if further == key:
            continue
        rotation = event_type == "m.room.encryption" and further in (
            "rotation_period_ms",
            "rotation_period_msgs",
        )
        if not rotation or not is_integer(amount):
            return f"{event_type} holds nothing beside {key}."
    return None


def _why_levels_refused(content: Mapping[str, Any]) -> str | None:
    for key, value in content.items():
        if key in _LEVELS:
            if not is_integer(value):
                return "A power level is a number."
        elif key == "users":
            if not _is_level_map(value, lambda name: _ACCOUNT.fullmatch(name)):
                return "Power levels of users name accounts."
        elif key == "events":
            if not _is_level_map(value, lambda name: name in _LEVELLED_TYPES):
                return "Power levels of events name known event types."
        elif key == "notifications":
            if not _is_level_map(value, lambda name: name == "room"):
                return "Power levels of notifications name room or nothing."
        else:
            return "Power levels hold only the levels that Matrix knows."
    return None


def _is_level_map(value: Any, may_name: Any) -> bool:
    return is_mapping(value) and all(
        isinstance(name, str) and may_name(name) and is_integer(level)
        for name, level in value.items()
    )
