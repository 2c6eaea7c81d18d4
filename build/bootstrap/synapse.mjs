/** Synapse, in a virtual environment of its own. */
import path from "node:path";
import { pythonEnvironment } from "./python-environment.mjs";

/**
 * @param {{readonly root: string, readonly cache: string, readonly step: import("./report.mjs").Step}} context
 * @returns {Promise<string>} the Python that has Synapse
 */
export function synapse({ root, cache, step }) {
  const requirements = path.join(root, "build/synapse/requirements.txt");
  return pythonEnvironment({ cache, name: "synapse", what: "Synapse", requirements, step });
}
