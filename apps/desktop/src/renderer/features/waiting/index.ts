export { Waiting, type WaitingProps } from "./Waiting.tsx";
