/**
 * What can be wrong with a network file: it cannot be read; it is larger than such a file ever is; it is not JSON; it does
 * not hold exactly its three texts and its version; its homeserver is neither https nor on this machine; its server is no
 * Matrix server name.
 */
export const NETWORK_PROBLEMS = [
  "unreadable",
  "too-large",
  "not-json",
  "shape",
  "homeserver",
  "server",
] as const;

export type NetworkProblem = (typeof NETWORK_PROBLEMS)[number];
