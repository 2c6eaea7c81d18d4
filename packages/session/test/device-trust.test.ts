import type { DeviceId, UserId } from "@parley/base";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api/index.js";
import { Device, DeviceVerification } from "matrix-js-sdk/lib/models/device.js";
import { describe, expect, it } from "vitest";
import { DeviceTrustKeeper } from "../src/device-trust.ts";

const BRAVO = "@bravo:hs.test" as UserId;
const OWN = { user: "@alfa:hs.test" as UserId, device: "OWN" as DeviceId };

/** The two calls of the machine that the keeper makes; `obeys` false: it takes no word for its devices. */
function machine(verified: DeviceVerification, obeys: boolean): CryptoApi {
  let word = verified;
  const device = (): Device =>
    new Device({
      deviceId: "STRAY",
      userId: BRAVO,
      algorithms: [],
      keys: new Map(),
      verified: word,
    });
  const calls: Pick<CryptoApi, "getUserDeviceInfo" | "setDeviceVerified"> = {
    getUserDeviceInfo: (users) =>
      Promise.resolve(new Map(users.map((user) => [user, new Map([["STRAY", device()]])]))),
    setDeviceVerified: (_user, _device, isVerified = true) => {
      if (obeys) word = isVerified ? DeviceVerification.Verified : DeviceVerification.Unverified;
      return Promise.resolve();
    },
  };
  return calls as CryptoApi;
}

function enforce(crypto: CryptoApi): Promise<boolean> {
  return new DeviceTrustKeeper({ crypto, own: OWN, known: () => [] }).enforce([BRAVO]);
}

describe("right before keys are shared", () => {
  it("[TRUST-1] a verified device that no listing names is unset first", async () => {
    expect(await enforce(machine(DeviceVerification.Verified, true))).toBe(true);
  });

  it("[TRUST-1] nobody is served while such a device cannot be unset", async () => {
    expect(await enforce(machine(DeviceVerification.Verified, false))).toBe(false);
  });

  it("[TRUST-1] an unlisted device that is not verified anyway stops nothing", async () => {
    expect(await enforce(machine(DeviceVerification.Unverified, false))).toBe(true);
  });
});
