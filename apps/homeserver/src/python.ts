import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { HomeserverFailure } from "./failure.ts";

const TOOLCHAIN = path.join(import.meta.dirname, "../../../.cache/toolchain.json");

/** The Python that has Synapse, as the bootstrap wrote it down. */
export function synapsePython(): string {
  const python = readToolchain();
  if (python === null || !existsSync(python)) {
    throw new HomeserverFailure(
      "Synapse is not there yet. `npm start` and `npm test` bring it; run one of them first.",
    );
  }
  return python;
}

function readToolchain(): string | null {
  try {
    const found: unknown = JSON.parse(readFileSync(TOOLCHAIN, "utf8"));
    if (typeof found !== "object" || found === null) return null;
    const { synapsePython: python } = found as { readonly [key: string]: unknown };
    return typeof python === "string" ? python : null;
  } catch {
    return null;
  }
}
