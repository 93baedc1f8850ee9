import { defineConfig } from "vite";
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

const config = app("order", [worker]);
config.build ??= {};
config.build.rollupOptions = {
  ...config.build.rollupOptions,
  output: {
    codeSplitting: {
      groups: [{ name: "first", test: (id) => FIRST.some((one) => one.test(id)) }],
    },
  },
};

export default defineConfig(config);
