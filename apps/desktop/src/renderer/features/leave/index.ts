export { hasToAsk, LeaveDialog, type Way } from "./LeaveDialogs.tsx";
