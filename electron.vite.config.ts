import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// Main and preload are bundled whole (SDKs included, loaded lazily as chunks): importing
// the openai SDK unbundled costs 130–200 ms at start.
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      rollupOptions: { input: { index: 'src/main/index.ts' } },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: 'src/preload/index.ts',
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    plugins: [react()],
    build: {
      minify: true,
      rollupOptions: {
        input: { main: 'src/renderer/index.html', key: 'src/renderer/key.html' },
      },
    },
  },
})
