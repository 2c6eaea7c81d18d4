import { DatabaseSync } from "node:sqlite";
import type { DeviceId, UserId } from "@parley/base";

/** What whoever operates a homeserver can change in its database (Synapse on SQLite) while it is stopped. */
export class DatabaseEdits {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Opens the file of a stopped homeserver, edits it, and closes it again. */
  static make<T>(file: string, edit: (edits: DatabaseEdits) => T): T {
    const database = new DatabaseSync(file);
    try {
      return edit(new DatabaseEdits(database));
    } finally {
      database.close();
    }
  }

  /** What the server shows as the keys of a device, as JSON. */
  deviceKeys(user: UserId, device: DeviceId): string {
    const row = this.#database
      .prepare("SELECT key_json FROM e2e_device_keys_json WHERE user_id = ? AND device_id = ?")
      .get(user, device);
    if (typeof row?.["key_json"] !== "string") throw new Error(`no keys of ${user} ${device}`);
    return row["key_json"];
  }

  putDeviceKeys(user: UserId, device: DeviceId, json: string): void {
    const { changes } = this.#database
      .prepare("UPDATE e2e_device_keys_json SET key_json = ? WHERE user_id = ? AND device_id = ?")
      .run(json, user, device);
    if (changes !== 1) throw new Error(`no keys of ${user} ${device}`);
  }

  /** What is given out to whoever wants to send to a device: these one-time keys, and no other key. */
  putOneTimeKeys(user: UserId, device: DeviceId, keys: { readonly [id: string]: unknown }): void {
    for (const table of ["e2e_one_time_keys_json", "e2e_fallback_keys_json"])
      this.#database
        .prepare(`DELETE FROM ${table} WHERE user_id = ? AND device_id = ?`)
        .run(user, device);
    const put = this.#database.prepare(
      "INSERT INTO e2e_one_time_keys_json (user_id, device_id, algorithm, key_id, ts_added_ms, key_json) " +
        "VALUES (?, ?, ?, ?, ?, ?)",
    );
    for (const [id, key] of Object.entries(keys)) {
      const [algorithm = "", name = ""] = id.split(":");
      put.run(user, device, algorithm, name, Date.now(), JSON.stringify(key));
    }
  }
}
