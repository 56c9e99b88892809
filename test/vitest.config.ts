import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
// @ts-expect-error the build script is plain JavaScript: it runs before anything is compiled
import { compiled, virtualModules } from "../src/build/bundle.mjs";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  plugins: [
    {
      name: "compile-virtual",
      resolveId: (id: string) => (virtualModules.includes(id) ? `\0${id}` : undefined),
      load: (id: string) =>
        id.startsWith("\0virtual:") ? `export default ${JSON.stringify(compiled(id.slice(1)))}` : undefined,
    },
  ],
  test: { include: ["test/**/*.test.ts"], testTimeout: 600_000, hookTimeout: 600_000, maxWorkers: 2 },
});
