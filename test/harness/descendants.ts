import { readdirSync, readFileSync } from "node:fs";

export interface ProcessSeen {
  readonly pid: number;
  readonly command: string;
  /** Lines `Name: value` of the kernel's status of it. */
  readonly status: ReadonlyMap<string, string>;
}

/** The processes below one, as Linux tells of them now. */
export function descendants(of: number): readonly ProcessSeen[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => look(Number(name)));
  const below = new Set([of]);
  for (let before = 0; before !== below.size;) {
    before = below.size;
    for (const each of all) if (below.has(Number(each.status.get("PPid")))) below.add(each.pid);
  }
  below.delete(of);
  return all.filter(({ pid }) => below.has(pid));
}

/** Nothing for a process that has ended meanwhile. */
function look(pid: number): readonly ProcessSeen[] {
  try {
    const lines = readFileSync(`/proc/${pid}/status`, "utf8").split("\n");
    const status = new Map(
      lines.map((line) => {
        const [name = "", ...rest] = line.split(":");
        return [name, rest.join(":").trim()];
      }),
    );
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return [{ pid, command, status }];
  } catch {
    return [];
  }
}
