// Built into the Python package. Nothing is inlined, so that the page runs under `default-src 'none'` with everything from its own server.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The pages; one that is not written yet is left out. */
const pages = Object.fromEntries(
  Object.entries({ main: "./index.html", room: "./room/index.html" })
    .map(([name, path]) => [name, here(path)] as const)
    .filter(([, path]) => existsSync(path)),
);

export default defineConfig({
  build: {
    outDir: here("../src/speechscape/server/static"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: pages },
  },
  // `npm run dev` beside a running `speechscape serve`
  server: { proxy: { "/v1": { target: "http://127.0.0.1:8750", ws: true } } },
});
