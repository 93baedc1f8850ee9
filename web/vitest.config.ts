import { defineConfig } from "vitest/config";

// Rules that need no browser run in plain Node; a file that needs a document says so at its top.
export default defineConfig({
  test: {
    include: ["{packages,apps}/**/*.test.{ts,tsx}", "pictures/**/*.test.mjs"],
    passWithNoTests: false,
  },
});
