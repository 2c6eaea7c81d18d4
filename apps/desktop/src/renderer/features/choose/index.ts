export { Choose } from "./Choose.tsx";
