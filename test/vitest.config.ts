import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
// @ts-expect-error the build script is plain JavaScript: it runs before anything is compiled
import { shippedPacks } from "../src/build/bundle.mjs";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  plugins: [
    {
      name: "shipped-packs",
      resolveId: (id: string) => (id === "virtual:packs" ? "\0packs" : undefined),
      load: (id: string) => (id === "\0packs" ? `export default ${JSON.stringify(shippedPacks())}` : undefined),
    },
  ],
  test: { include: ["test/**/*.test.ts"], testTimeout: 60_000 },
});
