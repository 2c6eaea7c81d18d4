import { describe, expect, it } from "vitest";
import { replyText } from "../src/reply-text.ts";

describe("what a server answers", () => {
  it("[WAY-1] is read as it stands, in whichever pieces it comes", async () => {
    const text = JSON.stringify({ body: "é€😀".repeat(1_000) });
    expect(await replyText(piecewise(text, 7), 100_000)).toBe(text);
    expect(await replyText(new Response(null), 1)).toBe("");
  });

  it("[WAY-1] is not read on where it is longer than an answer can be", async () => {
    let given = 0;
    const endless = new Response(
      new ReadableStream<Uint8Array>({
        pull: (stream) => {
          given += 1_000;
          stream.enqueue(new Uint8Array(1_000));
        },
      }),
    );
    await expect(replyText(endless, 50_000)).rejects.toThrow("longer");
    expect(given).toBeLessThan(60_000);
    await expect(replyText(piecewise("x".repeat(101), 10), 100)).rejects.toThrow("longer");
    expect(await replyText(piecewise("x".repeat(100), 10), 100)).toHaveLength(100);
  });
});

function piecewise(text: string, size: number): Response {
  const bytes = new TextEncoder().encode(text);
  return new Response(
    new ReadableStream<Uint8Array>({
      start: (stream) => {
        for (let at = 0; at < bytes.length; at += size) stream.enqueue(bytes.slice(at, at + size));
        stream.close();
      },
    }),
  );
}
