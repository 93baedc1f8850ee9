import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { app } from "../../packages/ui/vite/app.ts";

// Texts of other languages, sign-in and pictures are kept when they are used, not before.
const worker = VitePWA({
  strategies: "injectManifest",
  srcDir: "src",
  filename: "sw.ts",
  injectRegister: false,
  injectManifest: {
    globPatterns: ["index.html", "assets/*.{js,css}", "icon-*.png"],
    globIgnores: [
      "assets/{en,de,fr,es,it,ar}-*.js",
      "assets/{oidc-client-ts,provider,silent}-*.js",
      "**/*.{br,gz}",
    ],
  },
  manifest: {
    id: "/order/",
    name: "Comanda",
    short_name: "Comanda",
    description: "Order ahead and skip the queue",
    start_url: "/order/",
    scope: "/order/",
    display: "standalone",
    theme_color: "#8f3f14",
    background_color: "#faf5ec",
    icons: [
      { src: "/order/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/order/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/order/icon-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
      { src: "/pictures/icon-order.svg", sizes: "any", type: "image/svg+xml" },
    ],
  },
});

/** The script that runs before the app is there, with what it needs. */
const EARLY = [/\/src\/early\./, /\/ui\/src\/words\/languages\./, /\/src\/words\/dictionaries\./];

/** What the first screen loads in any case: in one file, since each costs a way to the server. */
const FIRST = [
  /\/packages\/(ui|api)\/src\//,
  /\/packages\/session\/src\/(?!provider|silent)/,
  /\/src\/lib\//,
  /\/src\/shell\/(Page\.module|Waiting|Failed|Drawing)/,
  /\/src\/words\/index/,
  /\/features\/(cart\/(maths|store)|product\/(choice|remembered)|favourites\/store)\./,
  /\/features\/(menu\/(tastes|tastesKept|Picture)|places\/)/,
  /\/node_modules\/(react|react-dom|scheduler|wouter|regexparam|use-sync-external-store)\//,
  /\/node_modules\/(@tanstack|openapi-fetch|eventsource-parser)\//,
];

/** Lets the early script run when it comes; Vite would only have it loaded beside the others. */
const runEarly: Plugin = {
  name: "run-early",
  transformIndexHtml: {
    order: "post",
    handler(html, { bundle, path }) {
      if (!bundle || path !== "/index.html") return html;
      const link = /<link rel="modulepreload" crossorigin href="([^"]+\/early-[^"]+)">\s*/.exec(
        html,
      );
      if (!link) throw new Error("the early script is not in the page");
      const script = `<script type="module" crossorigin src="${link[1]}"></script>`;
      return html.replace(link[0], "").replace("<script", `${script}\n    <script`);
    },
  },
};

const config = app("order", [worker, runEarly]);
config.build ??= {};
config.build.rollupOptions = {
  ...config.build.rollupOptions,
  output: {
    codeSplitting: {
      groups: [
        { name: "early", test: (id) => EARLY.some((one) => one.test(id)), priority: 1 },
        { name: "first", test: (id) => FIRST.some((one) => one.test(id)) },
      ],
    },
  },
};

export default defineConfig(config);
