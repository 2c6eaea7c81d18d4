import type { DeviceId, UserId } from "@parley/base";
import type { ListedDevice } from "@parley/directory";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api/index.js";
import { DeviceVerification, type Device } from "matrix-js-sdk/lib/models/device.js";
import { KeyAnswers, type Held } from "./key-answers.ts";
import type { DeviceTrust } from "./port.ts";

/** A device that the directory lists, with the account of its record. */
export interface Listing {
  readonly user: UserId;
  readonly device: ListedDevice;
}

export interface DeviceTrustParts {
  readonly crypto: CryptoApi;
  readonly own: { readonly user: UserId; readonly device: DeviceId };
  /** Accounts in any room of this session: whoever could be asked to get keys. */
  readonly known: () => readonly UserId[];
}

/** Writes that did not last by then are given up until the next call. */
const ROUNDS = 4;

/**
 * Keeps the machine's word "verified" equal to the directory's list (TRUST-1). Calls run one after the other; each
 * reads what the machine holds and writes only what differs.
 */
export class DeviceTrustKeeper {
  /** Reads what the server answers about keys, by the same list. */
  readonly answers: KeyAnswers = new KeyAnswers();
  private listed: readonly Listing[] = [];
  private last: Promise<unknown> = Promise.resolve();
  /** Devices that the last `trust` found and that are not listed, by account. */
  private unlistedOf: ReadonlyMap<string, number> = new Map();

  private readonly parts: DeviceTrustParts;

  constructor(parts: DeviceTrustParts) {
    this.parts = parts;
  }

  /** Takes up a new list. Answers how trust stands for each of its devices. */
  trust(listed: readonly Listing[]): Promise<readonly DeviceTrust[]> {
    this.listed = listed;
    this.answers.list(listed);
    return this.inTurn(async () => {
      const users = [...listed.map((one) => one.user), ...this.parts.known()];
      const held = await this.settle(users, listed);
      this.unlistedOf = new Map(
        [...held].map(([user, devices]) => [
          user,
          [...devices.values()].filter((device) => this.isStray(user, device, listed)).length,
        ]),
      );
      const devices = listed.map(({ user, device }) => held.get(user)?.get(device.id));
      if (listed === this.listed)
        this.answers.saw(listed.map(({ device }, i) => heldOf(devices[i], device)));
      return listed.map((one, i) => ({
        user: one.user,
        device: one.device.id,
        state: this.stateOf(devices[i], one),
      }));
    });
  }

  /** Devices of an account that the server showed at the last `trust` and that no listing names. */
  unlisted(user: UserId): number {
    return this.unlistedOf.get(user) ?? 0;
  }

  /**
   * Makes sure, right before keys are shared with these accounts, that no unlisted device of theirs gets one. False
   * where the machine's word could not be brought into line: then nobody may be served.
   */
  enforce(users: readonly UserId[]): Promise<boolean> {
    return this.inTurn(async () => {
      const held = await this.settle(users, this.listed);
      return [...held].every(([user, devices]) =>
        [...devices.values()].every(
          (device) =>
            device.verified !== DeviceVerification.Verified ||
            !this.isStray(user, device, this.listed),
        ),
      );
    });
  }

  /** Equal keys make a device the listed one; the id alone is the server's word. */
  private stateOf(held: Device | undefined, listed: Listing): DeviceTrust["state"] {
    const keys = heldOf(held, listed.device);
    if (keys === "other-keys" || (keys === "nothing" && this.answers.showsOthers(listed)))
      return "other-keys";
    return held?.verified === DeviceVerification.Verified ? "trusted" : "unknown";
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work, work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async settle(
    users: readonly UserId[],
    listed: readonly Listing[],
  ): Promise<Map<string, Map<string, Device>>> {
    const { crypto } = this.parts;
    for (let round = 1; ; round++) {
      const held = await crypto.getUserDeviceInfo([...new Set(users)]);
      const wrong = [...held].flatMap(([user, devices]) =>
        [...devices.values()].filter((device) => !this.isRight(user, device, listed)),
      );
      // Read back after each write: the answer to a key query that is taken up at the same time may undo it.
      if (wrong.length === 0 || round === ROUNDS) return held;
      for (const { userId, deviceId, verified } of wrong) {
        const isVerified = verified === DeviceVerification.Verified;
        // A device that went away in between is unknown the next time it is looked at.
        await crypto.setDeviceVerified(userId, deviceId, !isVerified).catch(() => undefined);
      }
    }
  }

  /** Whether the machine's word on a device is the list's. */
  private isRight(user: string, device: Device, listed: readonly Listing[]): boolean {
    if (this.isOwn(user, device.deviceId)) return true;
    return isListed(user, device, listed) === (device.verified === DeviceVerification.Verified);
  }

  private isStray(user: string, device: Device, listed: readonly Listing[]): boolean {
    return !this.isOwn(user, device.deviceId) && !isListed(user, device, listed);
  }

  /** This device itself needs no key from itself; the machine always trusts it. */
  private isOwn(user: string, device: string): boolean {
    return user === this.parts.own.user && device === this.parts.own.device;
  }
}

function isListed(user: string, device: Device, listed: readonly Listing[]): boolean {
  return listed.some(
    (one) =>
      one.user === user && one.device.id === device.deviceId && hasKeysOf(device, one.device),
  );
}

function heldOf(held: Device | undefined, listed: ListedDevice): Held {
  if (held === undefined) return "nothing";
  return hasKeysOf(held, listed) ? "listed-keys" : "other-keys";
}

function hasKeysOf(held: Device, listed: ListedDevice): boolean {
  return held.getFingerprint() === listed.ed25519 && held.getIdentityKey() === listed.curve25519;
}
