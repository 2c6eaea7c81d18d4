/** Bytes of a reply that may be read into memory, by what was asked. */
export const MOST_BYTES: {
  readonly sync: number;
  readonly other: number;
  readonly signIn: number;
} = {
  /** A first sync brings 50 events of each room: 700 rooms full of the smallest class of payload. */
  sync: 128 * 2 ** 20,
  /** A page of 100 events of the largest size that Matrix knows has half of it. */
  other: 16 * 2 ** 20,
  signIn: 2 ** 20,
};

/**
 * The text of a reply. No server can make this machine read more than `most` bytes of one.
 *
 * @throws where it is longer, or ends before its end.
 */
export async function replyText(reply: Response, most: number): Promise<string> {
  if (reply.body === null) return "";
  const reader = reply.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > most) {
      // What else comes is not waited for.
      void reader.cancel().catch(() => undefined);
      throw new Error("longer than any reply of a homeserver");
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
