import path from "node:path";
import react from "@vitejs/plugin-react";
import type { UserConfig } from "vite";

/** The window's side. Paths are under apps/desktop; packaging/ says where the result goes. */
const config: UserConfig = {
  root: path.join(import.meta.dirname, "src/renderer"),
  base: "./",
  plugins: [react()],
  worker: { format: "es", rolldownOptions: { checks: { bundlerTimings: false } } },
  build: {
    target: "chrome130",
    // data: addresses are outside the content security policy, and so is a polyfill that is not needed there.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4096,
    reportCompressedSize: false,
    emptyOutDir: true,
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
};

export default config;
