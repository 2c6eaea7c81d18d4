export { hasToAsk, LeaveDialog, type LeaveProps, type Way } from "./LeaveDialogs.tsx";
