import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { app } from "../../packages/ui/vite/app.ts";

// Everything is kept from the first day: a counter is reloaded when the network is bad, in any
// language, on any screen.
const worker = VitePWA({
  strategies: "injectManifest",
  srcDir: "src",
  filename: "sw.ts",
  injectRegister: false,
  injectManifest: {
    globPatterns: ["index.html", "assets/*.{js,css}", "icon-*.png"],
    globIgnores: ["assets/silent-*.js", "**/*.{br,gz}"],
  },
  manifest: {
    id: "/counter/",
    name: "Comanda Counter",
    short_name: "Counter",
    description: "Tickets, till and displays",
    start_url: "/counter/",
    scope: "/counter/",
    display: "standalone",
    theme_color: "#8f3f14",
    background_color: "#faf5ec",
    icons: [
      { src: "/counter/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/counter/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/counter/icon-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
      { src: "/pictures/icon-counter.svg", sizes: "any", type: "image/svg+xml" },
    ],
  },
});

export default defineConfig(app("counter", [worker]));
