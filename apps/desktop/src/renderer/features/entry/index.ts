export { NoNetwork, Stopped, VaultUnreadableStage, Working } from "./InTheWay.tsx";
export { stoppedWords } from "./refusal-words.ts";
export { SetPassphrase } from "./SetPassphrase.tsx";
export { Unlock } from "./Unlock.tsx";
