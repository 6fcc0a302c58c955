import { readFileSync } from "node:fs";

import { expect, it } from "vitest";

interface Entry {
  optionalDependencies?: Record<string, string>;
}

const text = readFileSync("package-lock.json", "utf8");
const packages = (JSON.parse(text) as { packages: Record<string, Entry> }).packages;

it("locks every optional dependency, so that the build works on other systems too", () => {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !(`${from}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages))
      .map((name) => `${from} → ${name}`),
  );
  expect(missing).toEqual([]);
});

it("names no download address", () => {
  expect(text).not.toMatch(/"resolved": "http/);
});

it("keeps the Mantine packages at one version", () => {
  const versions = Object.entries(packages).filter(([name]) => /^node_modules\/@mantine\//.test(name));
  expect(new Set(versions.map(([, entry]) => (entry as { version?: string }).version)).size).toBe(1);
});
