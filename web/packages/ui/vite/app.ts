// How an app is built: hashed names, a compressed copy beside each file, one page for the hidden
// frame of sign-in.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { HttpProxy, Plugin, PluginOption, UserConfig } from "vite";

/** What is worth compressing, and is not compressed already. */
const COMPRESSIBLE = /\.(html|js|css|svg|json|webmanifest|txt|map)$/;
/** Smaller than a packet: compressing changes nothing. */
const SMALL = 1024;
/** The server behind `npm run dev`. */
const SERVER = process.env.COMANDA_SERVER ?? "http://localhost:8080";

/** Writes `.br` and `.gz` beside each file that gets smaller by it. Runs after everything else. */
function compressed(): Plugin {
  let folder = "";
  return {
    name: "compressed",
    apply: "build",
    enforce: "post",
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler: async () => {
        for (const name of await readdir(folder, { recursive: true })) {
          if (!COMPRESSIBLE.test(name)) continue;
          const path = join(folder, name);
          const bytes = await readFile(path);
          if (bytes.length < SMALL) continue;
          const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
          await writeFile(`${path}.br`, brotliCompressSync(bytes, { params }));
          await writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }));
        }
      },
    },
  };
}

/** Hands the head of an answer on at once: a stream of events may have no body for a while. */
function configure(proxy: HttpProxy.ProxyServer): void {
  proxy.on("proxyRes", (_, __, answer) => {
    setImmediate(() => answer.flushHeaders());
  });
}

/** The configuration of the app that lives under `/name/`. */
export function app(name: string, more: PluginOption[] = []): UserConfig {
  const base = `/${name}/`;
  // Whatever is not of the app is the server's, and what the app is told is, too.
  const passed = [`^/(?!${name}/)`, `^${base}config\\.json$`];
  return {
    base,
    plugins: [react(), ...more, compressed()],
    build: {
      target: "es2022",
      modulePreload: { polyfill: false },
      // Nothing inlined: the content security policy lets in no data: scripts, and caching is better.
      assetsInlineLimit: 0,
      rollupOptions: { input: ["index.html", "silent.html"] },
    },
    server: {
      proxy: Object.fromEntries(passed.map((path) => [path, { target: SERVER, configure }])),
    },
  };
}
