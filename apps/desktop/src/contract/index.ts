export type {
  Attention,
  DesktopApi,
  Keychain,
  Network,
  StartInfo,
  VaultFile,
  VaultUnreadable,
  VaultWriteRefusal,
  VaultWritten,
} from "./desktop-api.ts";
export {
  type Answered,
  type Asked,
  type Call,
  type CallName,
  CALLS,
  type Hearing,
  LINE_LIMIT,
  NOTICES,
  ROOT_LIMIT,
  TICKET_LIMIT,
  VAULT_LIMIT,
} from "./calls.ts";
export { type Decoder, record, text } from "./decode.ts";
export type { NetworkProblem } from "./network-problem.ts";
export { POLICIES } from "./trusted-types.ts";
