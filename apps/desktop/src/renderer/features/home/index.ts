export { directoryNeeds } from "./directory-needs.ts";
export { Home } from "./Home.tsx";
