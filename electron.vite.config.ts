import { readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { build, type Plugin } from 'vite'

/**
 * Mermaid without elkjs, which is 1.5 MB under the EPL or the GPL: whatever asks for its layouts gets dagre's, as in
 * Mermaid's own small build.
 */
const dagreForElk: Plugin = {
  name: 'dagre-for-elk',
  enforce: 'pre',
  resolveId(source, importer) {
    if (source.startsWith('elkjs')) throw new Error('elkjs must not be bundled')
    if (!importer || !/\/elk-\w+\.mjs$/.test(source)) return null
    const folder = dirname(importer)
    const dagre = readdirSync(folder).find((name) => /^dagre-\w+\.mjs$/.test(name))
    if (!dagre) throw new Error('Mermaid has no dagre layout where it was')
    return join(folder, dagre)
  },
}

/** Builds the diagrams' page by itself, into a folder of its own: no window shares a file with it. */
const diagramPage: Plugin = {
  name: 'diagram-page',
  apply: 'build',
  async closeBundle() {
    const root = 'src/renderer/markdown/diagrams/page'
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      plugins: [dagreForElk],
      build: {
        outDir: resolve('out/renderer/diagram'),
        emptyOutDir: true,
        target: 'esnext',
        modulePreload: false,
        chunkSizeWarningLimit: 1000,
        rollupOptions: { input: join(root, 'diagram.html') },
      },
    })
  },
}

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
    plugins: [react(), diagramPage],
    build: {
      minify: true,
      rollupOptions: {
        input: { main: 'src/renderer/index.html', key: 'src/renderer/key.html', popup: 'src/renderer/popup.html' },
      },
    },
  },
})
