/** Builds the screens: one folder of static files for the app window and for the console alike. */
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  base: "./",
  plugins: [vue()],
  define: {
    __VUE_OPTIONS_API__: "false",
    __VUE_I18N_FULL_INSTALL__: "false",
    __VUE_I18N_LEGACY_API__: "false",
    __INTLIFY_PROD_DEVTOOLS__: "false",
  },
  build: {
    target: "chrome87",
    cssTarget: "chrome87",
    outDir: mode === "sample" ? "test-results/sample-dist" : "dist",
    emptyOutDir: true,
    // Everything from our own origin and nothing inlined as data: keeps the strictest CSP possible.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { "/console": process.env.JINSHUI_HUB ?? "http://127.0.0.1:8080" },
  },
  test: { environment: "happy-dom", include: ["tests/**/*.test.ts"] },
}));
