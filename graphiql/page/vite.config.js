import { defineConfig } from 'vite'
import { gzip, licenses } from './build.js'

const out = '../assets'
const notices = licenses(out)

export default defineConfig({
  base: './',
  build: {
    outDir: out,
    emptyOutDir: true,
    assetsDir: 'static',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      // "use client" means something to a server that renders React; there is none here.
      onwarn: (warning, show) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || show(warning),
    },
  },
  worker: { format: 'es', plugins: () => [notices.collect] },
  plugins: [notices.collect, notices.write, gzip(out)],
})
