export { NoExercise, Stopped, VaultUnreadableStage, Working } from "./InTheWay.tsx";
export { SetPassphrase, type SetPassphraseProps } from "./SetPassphrase.tsx";
export { SignIn, type SignInProps } from "./SignIn.tsx";
export { Unlock, type UnlockProps } from "./Unlock.tsx";
