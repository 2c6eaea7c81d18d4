"""The door to Synapse: hands what Synapse asks to the pure rules and their answers back."""

from typing import Any

from synapse.api.errors import Codes, SynapseError
from synapse.events import EventBase
from synapse.module_api import NOT_SPAM, ModuleApi, StateMap
from synapse.types import Requester

from .events import why_event_refused, why_message_refused
from .rooms import why_room_refused
from .state import FIXED_STATE, MEMBER, accounts_named, membership_only


class ParleyPolicy:
    """Has no exceptions, for operators neither: an account with admin rights meets the same rules."""

    def __init__(self, config: None, api: ModuleApi):
        self._api = api
        # `on_create_room` and `check_event_allowed` alone would do for what is asked of clients. The
        # others stand in paths that do not pass there: upgrades, aliases, the public list, addresses.
        api.register_third_party_rules_callbacks(
            on_create_room=self._on_create_room,
            check_event_allowed=self._check_event_allowed,
            check_threepid_can_be_invited=self._no_invitation_by_address,
            check_visibility_can_be_modified=self._only_private,
        )
        api.register_spam_checker_callbacks(
            check_event_for_spam=self._check_message,
            user_may_create_room=self._may_create_room,
            user_may_create_room_alias=self._never,
            user_may_publish_room=self._never,
            user_may_send_3pid_invite=self._never,
        )

    @staticmethod
    def parse_config(config: Any) -> None:
        """The module has no settings: a rule that can be switched off by a line is none."""

    async def _on_create_room(
        self, requester: Requester, config: dict[str, Any], is_admin: bool
    ) -> None:
        _raise(why_room_refused(config))
        await self._check_accounts(set(config.get("invite", ())))
        # Synapse's private preset lets guests in, unless the request says otherwise.
        kind = "m.room.guest_access"
        stated = {entry["type"] for entry in config["initial_state"]}
        if kind not in stated:
            key, value = FIXED_STATE[kind]
            entry = {"type": kind, "state_key": "", "content": {key: value}}
            config["initial_state"] = [*config["initial_state"], entry]

    async def _may_create_room(self, user: str, config: dict[str, Any]) -> Any:
        return NOT_SPAM if why_room_refused(config) is None else Codes.FORBIDDEN

    async def _check_event_allowed(
        self, event: EventBase, state: StateMap[EventBase]
    ) -> tuple[bool, dict[str, Any] | None]:
        state_key = event.get_state_key()
        settings = {kind for kind, key in state if key == ""}
        _raise(why_event_refused(event.type, state_key, event.content, settings))
        if state_key is None:
            return True, None
        named = accounts_named(event.type, state_key, event.content)
        await self._check_accounts(named)
        if event.type != MEMBER:
            return True, None
        cut = membership_only(event.content)
        if cut is None:
            return True, None
        changed = event.get_dict()
        changed["content"] = cut
        return True, changed

    async def _check_message(self, event: EventBase) -> Any:
        if event.get_state_key() is not None:
            return NOT_SPAM
        refusal = why_message_refused(event.type, event.content)
        return NOT_SPAM if refusal is None else Codes.FORBIDDEN

    async def _check_accounts(self, accounts: set[str]) -> None:
        for account in accounts:
            # Answers the id in its own spelling; another spelling could carry a word.
            if await self._api.check_user_exists(account) != account:
                _raise("Only accounts of this server are invited or given rights.")

    async def _no_invitation_by_address(self, *_: Any) -> bool:
        return False

    async def _only_private(self, _room: str, _state: Any, visibility: str) -> bool:
        return visibility == "private"

    async def _never(self, *_: Any) -> Any:
        return Codes.FORBIDDEN


def _raise(refusal: str | None) -> None:
    if refusal is not None:
        raise SynapseError(403, refusal, Codes.FORBIDDEN)
