import { ready } from "@parley/crypto";
import { readKeptLog, readLog } from "@parley/directory";
import { alternate, worked } from "../alternate.ts";
import type { Bench } from "../bench.ts";
import { checkAll } from "./checks.ts";
import { makeOffices } from "./offices.ts";

const ENTRIES = 2_000;
const PAIRS = 11;

export const DIRECTORY_BENCH: Bench = {
  name: "directory",
  what: "verifying a directory log of 2,000 entries, beside the checks of its signatures alone",
  async run(context) {
    await ready();
    const { root, text, checks } = makeOffices(ENTRIES);
    const beside = () => checkAll(checks);
    const reading = (read: typeof readKeptLog) =>
      alternate(context, {
        pairs: PAIRS,
        ours: () =>
          worked(() => {
            const log = read(root, text);
            if (!log.ok) throw new Error(log.refusal.reason);
          }),
        beside,
      });
    const verified = await reading(readLog);
    const kept = await reading(readKeptLog);
    return [
      {
        name: "directory-log",
        goal: 1.5,
        what: "directory log of 2,000 entries read and verified from its root",
        besideWhat: "bare checks of its signatures",
        unit: "ms",
        ...verified,
      },
      {
        name: "directory-start",
        what: "the same log out of one's own store, as at a start, where only what is new is verified",
        besideWhat: "bare checks of its signatures",
        unit: "ms",
        ...kept,
      },
    ];
  },
};
