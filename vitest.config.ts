import { defineConfig } from "vitest/config";

const minutes = (n: number): number => n * 60_000;

/**
 * `unit` needs nothing; `server` starts real homeservers, one file at a time, so that times measured there mean
 * something on two cores; `e2e` drives packaged desktop clients; `long` holds what takes too long for every day. They run
 * one after the other.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "packages/*/test/**/*.test.{ts,tsx}",
            "crypto/test/**/*.test.ts",
            "apps/*/test/**/*.test.{ts,tsx}",
            "build/test/**/*.test.ts",
            "test/**/*.test.ts",
            "bench/test/**/*.test.ts",
          ],
          exclude: ["**/node_modules/**", "**/*.server.test.ts"],
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "server",
          include: ["{packages,apps}/*/test/**/*.server.test.ts", "test/**/*.server.test.ts"],
          exclude: ["**/node_modules/**"],
          fileParallelism: false,
          testTimeout: minutes(2),
          hookTimeout: minutes(2),
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/**/*.e2e.ts"],
          exclude: ["**/node_modules/**"],
          fileParallelism: false,
          testTimeout: minutes(4),
          hookTimeout: minutes(4),
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: "long",
          include: ["test/**/*.long.ts"],
          exclude: ["**/node_modules/**"],
          fileParallelism: false,
          testTimeout: minutes(30),
          hookTimeout: minutes(10),
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
