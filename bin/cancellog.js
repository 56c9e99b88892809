#!/usr/bin/env node
import { writeSync } from "node:fs";

// 1 says that a gate was crossed; a program that cannot even be loaded must not say so, as Node would.
try {
  const { main } = await import("../dist/main.js");
  process.exitCode = await main(process);
} catch (error) {
  process.exitCode = 2;
  writeSync(2, `cancellog: the program cannot be loaded. Run npm ci in its folder.\n${error?.stack ?? error}\n`);
}
