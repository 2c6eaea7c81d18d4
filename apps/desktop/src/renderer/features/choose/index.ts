export { Choose, type ChooseProps } from "./Choose.tsx";
