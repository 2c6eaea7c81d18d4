export type {
  Attention,
  DesktopApi,
  Exercise,
  Keychain,
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
  LOG_LIMIT,
  NOTICES,
  REQUEST_LIMIT,
  ROOT_LIMIT,
  VAULT_LIMIT,
} from "./calls.ts";
export { type Decoder, record, text } from "./decode.ts";
export type { ExerciseProblem } from "./exercise-problem.ts";
export { POLICIES } from "./trusted-types.ts";
