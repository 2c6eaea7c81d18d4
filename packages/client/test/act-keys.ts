import type { SigningKeys } from "@parley/directory";
import type { Profile } from "@parley/storage";
import { ownBytes } from "../src/bytes.ts";

/** Act keys in the text of a profile's row, as a memory disk holds it. */
export function actKeysOf(profile: string | undefined): SigningKeys {
  const { act } = JSON.parse(profile ?? "{}") as Partial<Profile>;
  if (act === undefined) throw new Error("not signed in");
  return { publicKey: ownBytes(act.publicKey), secretKey: ownBytes(act.secretKey) };
}
