"""The pure rules; run by `python -m unittest discover` in the folder above (apps/homeserver/test runs it too)."""

import copy
import unittest
from types import MappingProxyType
from typing import Any

from parley_policy.events import why_event_refused
from parley_policy.rooms import why_room_refused
from parley_policy.state import accounts_named, membership_only, why_state_refused

CIPHERTEXT = {
    "algorithm": "m.megolm.v1.aes-sha2",
    "ciphertext": "AwgAEpABqOYe",
    "session_id": "S" * 43,
    "sender_key": "K" * 43,
    "device_id": "ABCDEFGHIJ",
}
ROOM: dict[str, Any] = {
    "preset": "private_chat",
    "initial_state": [
        {
            "type": "m.room.encryption",
            "state_key": "",
            "content": {"algorithm": "m.megolm.v1.aes-sha2"},
        },
        {
            "type": "m.room.history_visibility",
            "content": {"history_visibility": "invited"},
        },
    ],
}


def room(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(ROOM), **changes}


class Messages(unittest.TestCase):
    def refused(self, kind: str, content: Any) -> str | None:
        return why_event_refused(kind, None, content, set())

    def test_ciphertext_passes(self) -> None:
        self.assertIsNone(self.refused("m.room.encrypted", CIPHERTEXT))
        self.assertIsNone(
            self.refused("m.room.encrypted", MappingProxyType(CIPHERTEXT))
        )

    def test_nothing_else_passes(self) -> None:
        for kind in (
            "m.room.message",
            "m.reaction",
            "m.room.redaction",
            "chat.parley.act",
        ):
            self.assertIsNotNone(self.refused(kind, CIPHERTEXT), kind)

    def test_no_text_beside_or_in_the_ciphertext(self) -> None:
        for change in (
            {"body": "text"},
            {"m.relates_to": {}},
            {"ciphertext": "with spaces"},
            {"ciphertext": ""},
            {"ciphertext": ["AwgA"]},
            {"ciphertext": "AwgA\n"},
            {"session_id": "short"},
            {"device_id": "two words"},
            {"algorithm": "m.olm.v1.curve25519-aes-sha2"},
        ):
            content = {**CIPHERTEXT, **change}
            self.assertIsNotNone(self.refused("m.room.encrypted", content), change)

    def test_parts_that_decryption_needs(self) -> None:
        for part in ("algorithm", "ciphertext", "session_id"):
            content = {key: value for key, value in CIPHERTEXT.items() if key != part}
            self.assertIsNotNone(self.refused("m.room.encrypted", content), part)

    def test_what_is_no_object(self) -> None:
        for content in (None, "text", [], 7):
            self.assertIsNotNone(self.refused("m.room.encrypted", content))


class Rooms(unittest.TestCase):
    def test_the_product_s_room_passes(self) -> None:
        self.assertIsNone(why_room_refused(ROOM))
        self.assertIsNone(
            why_room_refused(
                room(
                    room_version="12",
                    visibility="private",
                    creation_content={"m.federate": False},
                    power_level_content_override={"invite": 0},
                    invite=[],
                    is_direct=False,
                )
            )
        )

    def test_each_setting_is_held(self) -> None:
        for changes in (
            {"name": "text"},
            {"topic": "text"},
            {"room_alias_name": "text"},
            {"invite_3pid": []},
            {"com.example.text": 1},
            {"preset": "public_chat"},
            {"preset": "trusted_private_chat"},
            {"visibility": "public"},
            {"room_version": "11"},
            {"is_direct": True},
            {"creation_content": {"type": "text"}},
            {"creation_content": {"additional_creators": ["@a:b"]}},
            {"creation_content": []},
            {"power_level_content_override": {"users": {"text": 1}}},
            {"invite": "@a:b"},
            {"invite": [7]},
            {"initial_state": []},
            {"initial_state": {}},
            {"initial_state": ["text"]},
            {"initial_state": ROOM["initial_state"][:1]},
            {"initial_state": ROOM["initial_state"][1:]},
            {"initial_state": ROOM["initial_state"] * 2},
        ):
            self.assertIsNotNone(why_room_refused(room(**changes)), changes)

    def test_an_upgrade_s_request_does_not_pass(self) -> None:
        request = {"creation_content": {"room_version": "12", "predecessor": {}}}
        self.assertIsNotNone(why_room_refused(request))

    def test_further_initial_state(self) -> None:
        def with_entry(**entry: Any) -> str | None:
            return why_room_refused(
                room(initial_state=[*ROOM["initial_state"], entry])
            )

        rule = {"type": "m.room.join_rules", "content": {"join_rule": "invite"}}
        self.assertIsNone(with_entry(**rule))
        self.assertIsNotNone(with_entry(**rule, note="text"))
        self.assertIsNotNone(with_entry(**rule, state_key="text"))
        self.assertIsNotNone(
            with_entry(type="m.room.join_rules", content={"join_rule": "public"})
        )
        self.assertIsNotNone(
            with_entry(
                type="m.room.member", state_key="@a:b", content={"membership": "join"}
            )
        )


class State(unittest.TestCase):
    def test_settings_stay_once_made(self) -> None:
        content = {"history_visibility": "invited"}
        kind = "m.room.history_visibility"
        self.assertIsNone(why_event_refused(kind, "", content, set()))
        self.assertIsNotNone(why_event_refused(kind, "", content, {kind}))

    def test_rotation_is_a_number(self) -> None:
        kind = "m.room.encryption"
        content: dict[str, Any] = {"algorithm": "m.megolm.v1.aes-sha2"}
        self.assertIsNone(
            why_state_refused(kind, "", {**content, "rotation_period_msgs": 100})
        )
        for value in ("text", True, 2**53, 1.5):
            self.assertIsNotNone(
                why_state_refused(kind, "", {**content, "rotation_period_ms": value})
            )

    def test_levels_are_numbers_under_known_names(self) -> None:
        kind = "m.room.power_levels"
        self.assertIsNone(
            why_state_refused(
                kind,
                "",
                {
                    "users": {"@k7f3qabcdefg:parley.localhost": 50},
                    "events": {"m.room.power_levels": 100},
                    "notifications": {"room": 50},
                    "invite": 0,
                },
            )
        )
        for content in (
            {"note": 1},
            {"invite": "50"},
            {"users": {"text": 1}},
            {"users": []},
            {"events": {"text": 1}},
            {"notifications": {"text": 1}},
        ):
            self.assertIsNotNone(why_state_refused(kind, "", content), content)

    def test_membership_is_cut(self) -> None:
        self.assertIsNone(membership_only({"membership": "join"}))
        self.assertEqual(
            membership_only({"membership": "join", "displayname": "text"}),
            {"membership": "join"},
        )
        self.assertIsNotNone(
            why_state_refused("m.room.member", "@a:b", {"membership": "knock"})
        )

    def test_accounts_that_must_exist(self) -> None:
        self.assertEqual(
            accounts_named("m.room.member", "@a:b", {"membership": "invite"}), {"@a:b"}
        )
        self.assertEqual(
            accounts_named("m.room.power_levels", "", {"users": {"@a:b": 1}}), {"@a:b"}
        )


if __name__ == "__main__":
    unittest.main()
