import { utf8Length, type RoomId } from "@parley/base";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encryptedLength, padContent, SIZE_CLASSES } from "../src/padding.ts";

const ROOM = "!room" as RoomId;
const lengthOf = (type: string, content: object): number =>
  utf8Length(JSON.stringify({ type, content, room_id: ROOM }));

describe("padding", () => {
  it("[INBOX-1] every payload gets the bytes of the smallest class that holds it, type included", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 9_000 }),
        fc.string({ minLength: 1, maxLength: 60 }),
        (body, type) => {
          const padded = padContent(ROOM, type, { body });
          const bare = lengthOf(type, { body, pad: "" });
          const size = SIZE_CLASSES.find((bytes) => bytes >= bare);
          expect(padded === null ? undefined : lengthOf(type, padded)).toBe(size);
          expect(padded === null || padded["body"] === body).toBe(true);
        },
      ),
    );
  });

  it("[INBOX-1] the bytes at the edge of a class", () => {
    const bare = encryptedLength(ROOM, "t", { body: "", pad: "" });
    for (const [i, size] of SIZE_CLASSES.entries()) {
      const full = padContent(ROOM, "t", { body: "x".repeat(size - bare) });
      expect(full?.["pad"]).toBe("");
      const over = padContent(ROOM, "t", { body: "x".repeat(size - bare + 1) });
      const next = SIZE_CLASSES[i + 1];
      expect(over === null ? null : lengthOf("t", over)).toBe(next ?? null);
    }
  });

  it("[INBOX-1] a pad that came with the content is replaced", () => {
    const padded = padContent(ROOM, "t", { body: "x", pad: "y".repeat(3_000) });
    expect(padded === null ? 0 : lengthOf("t", padded)).toBe(2_000);
  });
});
