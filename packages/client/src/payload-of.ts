import { parsePayload, type Payload } from "@parley/protocol";

interface Row {
  readonly type: string;
  readonly content: string;
}

const read = new WeakMap<Row, Payload | null>();

/** What a row of inbox or outbox carries, read once per row; null where it is no payload. */
export function payloadOf(row: Row): Payload | null {
  const known = read.get(row);
  if (known !== undefined) return known;
  const parsed = row.content === "" ? null : parsePayload(row.type, JSON.parse(row.content));
  const payload = parsed?.ok === true ? parsed.value : null;
  read.set(row, payload);
  return payload;
}
