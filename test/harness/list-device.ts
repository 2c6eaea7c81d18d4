import { toBase64Url } from "@parley/base";
import { makeSealKeyPair, makeSignKeyPair } from "@parley/crypto";
import type { Exercise, Place } from "@parley/exercise";
import type { Device } from "../session/device.ts";

/** Lists a device that no client drives, as if its words had been heard. */
export async function listDevice(
  exercise: Exercise,
  place: Place,
  { session }: Device,
): Promise<void> {
  const keys = {
    act: toBase64Url(makeSignKeyPair().publicKey),
    seal: toBase64Url(makeSealKeyPair().publicKey),
  };
  await exercise.officers.list(place, { ...session.device, ...keys });
}
