import { fromBase64Url, type Result } from "@parley/base";
import { makeRoot, parseRoot, type TrustRoot } from "@parley/directory";
import { isBaseUrl, isServerName, writeNetwork } from "../files/network-file.ts";
import { done, refused, usage, type Command, type Refused } from "./command.ts";
import type { Given } from "./given.ts";
import { mustBeFree, writeFresh } from "./outputs.ts";

export const initRoot: Command = {
  name: "init root",
  summary: "Makes the trust root of a new directory, and what a build of the client is bound to.",
  usage:
    "--mode real|exercise --k K --officer KEY [--officer KEY ...] --out FILE [--log FILE] [--network FILE --homeserver URL --server NAME]",
  help: `Compare the public keys with their officers, each by voice, before the root is put into a release: everything that
clients ever believe about who is who begins here.

  --mode MODE      exercise: States Alfa to Zulu, marked as an exercise everywhere; real: the participating States
  --k K            so many officers sign each entry; in a real directory at least 2
  --officer KEY    public key of an officer, as \`init officer\` printed it
  --out FILE       the trust root
  --log FILE       also writes the empty log, which the first entry goes on from
  --network FILE   also writes the network file, which binds clients to a homeserver and this root:
  --homeserver URL   its base URL
  --server NAME      its Matrix server name`,
  options: {
    mode: "text",
    k: "text",
    officer: "texts",
    out: "text",
    log: "text",
    network: "text",
    homeserver: "text",
    server: "text",
  },
  run: async (given, { now }) => {
    const out = given.need("out");
    if (!out.ok) return out;
    const root = rootOf(given, now());
    if (!root.ok) return root;
    const [log, network] = [given.text("log"), given.text("network")];
    const [homeserver, server] = [given.text("homeserver"), given.text("server")];
    if (network !== null && (!isBaseUrl(homeserver) || !isServerName(server))) {
      return usage("--network needs --homeserver URL (https, without a path) and --server NAME.");
    }
    const free = mustBeFree(out.value, log, network);
    if (!free.ok) return free;
    const texts: readonly (readonly [string | null, string])[] = [
      [out.value, root.value.text],
      [log, ""],
      [
        network,
        writeNetwork({ homeserver: homeserver ?? "", server: server ?? "", root: root.value }),
      ],
    ];
    for (const [file, text] of texts) {
      if (file === null) continue;
      const written = writeFresh(file, text);
      if (!written.ok) return written;
    }
    const { dir, mode, k, officers } = root.value;
    return done(
      `${out.value} is the trust root of a new ${mode} directory: ${k} of ${officers.length} officers sign.
Directory ${dir}
${officers.map((key, i) => `  officer ${i + 1}: ${key}`).join("\n")}`,
      { dir, mode, k, officers, file: out.value },
    );
  },
};

function rootOf(given: Given, now: number): Result<TrustRoot, Refused> {
  const mode = given.text("mode");
  if (mode !== "real" && mode !== "exercise") return usage("--mode is real or exercise.");
  const k = Number(given.text("k") ?? "none");
  const officers = given.texts("officer").map((key) => fromBase64Url(key));
  const keys = officers.filter((key) => key?.length === 32).filter((key) => key !== null);
  if (keys.length === 0 || keys.length < officers.length) {
    return usage("--officer takes the public key of an officer, 43 signs, once for each officer.");
  }
  if (!Number.isInteger(k) || k < 1 || k > keys.length) {
    return usage("--k is a number from 1 to the number of officers.");
  }
  if (mode === "real" && k < 2) {
    const text =
      "One officer alone is not the root of a real directory: whoever held that key could be any State.";
    return refused("one-officer", text);
  }
  if (new Set(given.texts("officer")).size < keys.length) {
    return refused("same-key", "Two officers have the same key.");
  }
  if (keys.length > 16) return refused("too-many", "A root has at most 16 officers.");
  const root = parseRoot(makeRoot({ officers: keys, k, mode, at: now }));
  if (!root.ok) throw new Error("a root that was just made does not read");
  return root;
}
