import { defineConfig } from "vite";
import { app } from "../../packages/ui/vite/app.ts";

export default defineConfig(app("office"));
