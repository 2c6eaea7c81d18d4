"""One account in an ordinary Matrix client (matrix-nio), told what to do by lines of JSON.

Reads one object a line from standard input, `{"do": NAME, ...}`, and answers each with one line, `{"ok": ...}` or
`{"error": TEXT}`. It trusts every device that it sees, as people do with ordinary clients.
"""

import asyncio
import json
import sys
import tempfile
from typing import Any

from nio import AsyncClient, AsyncClientConfig, ErrorResponse, Event, MegolmEvent

Json = dict[str, Any]


class OrdinaryClient:
    def __init__(self, base_url: str, user: str, store: str) -> None:
        config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=False)
        self.client = AsyncClient(base_url, user, store_path=store, config=config)
        self.client.add_event_callback(self.saw, Event)
        self.read: dict[str, Json] = {}
        self.unreadable: set[str] = set()
        self.straight: list[str] = []
        self.client.add_to_device_callback(lambda event: self.straight.append(event.source.get("type", "")), None)

    async def saw(self, _room: Any, event: Event) -> None:
        if isinstance(event, MegolmEvent):
            self.unreadable.add(event.event_id)
        elif event.decrypted:
            self.unreadable.discard(event.event_id)
            self.read[event.event_id] = event.source

    async def sign_in(self, password: str) -> Json:
        checked(await self.client.login(password))
        await self.sync()
        return {"device": self.client.device_id}

    async def sync(self) -> Json:
        client = self.client
        checked(await client.sync(timeout=0, full_state=True))
        if client.should_upload_keys:
            checked(await client.keys_upload())
        if client.should_query_keys:
            checked(await client.keys_query())
        if client.should_claim_keys:
            await client.keys_claim(client.get_users_for_key_claiming())
        await client.send_to_device_messages()
        return {"rooms": list(client.rooms), "invited": list(client.invited_rooms)}

    async def do(self, order: Json) -> Json:
        client = self.client
        match order["do"]:
            case "sign in":
                return await self.sign_in(order["password"])
            case "sync":
                return await self.sync()
            case "join":
                checked(await client.join(order["room"]))
            case "leave":
                checked(await client.room_leave(order["room"]))
            case "invite":
                checked(await client.room_invite(order["room"], order["user"]))
            case "send":
                sent = checked(
                    await client.room_send(
                        order["room"], order["type"], order["content"], ignore_unverified_devices=True
                    )
                )
                return {"event": sent.event_id}
            case "tell":
                return {
                    "read": list(self.read.values()),
                    "unreadable": sorted(self.unreadable),
                    "straight": self.straight,
                }
            case other:
                raise ValueError(f"no such order: {other}")
        return {}


def checked(response: Any) -> Any:
    if isinstance(response, ErrorResponse):
        raise RuntimeError(str(response))
    return response


async def main(base_url: str, user: str) -> None:
    with tempfile.TemporaryDirectory() as store:
        ordinary = OrdinaryClient(base_url, user, store)
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            try:
                answer: Json = {"ok": await ordinary.do(json.loads(line))}
            except Exception as error:  # whatever it is, the test has to hear of it
                answer = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer), flush=True)
        await ordinary.client.close()


asyncio.run(main(sys.argv[1], sys.argv[2]))
