export { NoExercise, Stopped, VaultUnreadableStage, Working } from "./InTheWay.tsx";
export { SetPassphrase } from "./SetPassphrase.tsx";
export { SignIn } from "./SignIn.tsx";
export { Unlock } from "./Unlock.tsx";
