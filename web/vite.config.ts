import { createHash } from 'node:crypto';
import { defineConfig, type Plugin } from 'vite';

/** Writes the list of built files, and a version made of it, into the service worker. */
function precacheList(): Plugin {
  return {
    name: 'scc-precache-list',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle['service_worker.js'];
        if (worker?.type !== 'chunk') {
          throw new Error('service_worker.js is not in the bundle: look at build.rolldownOptions.input');
        }
        const files = Object.keys(bundle).filter(
          (name) => name !== 'service_worker.js' && !name.endsWith('.map'),
        );
        files.push('favicon.svg', 'manifest.webmanifest', 'icon-192.png', 'icon-512.png');
        const paths = files.map((name) => (name === 'index.html' ? '/' : `/${name}`)).sort();
        const contents = Object.values(bundle).map((file) =>
          file.type === 'chunk' ? file.code : file.source,
        );
        const hash = createHash('sha256');
        for (const content of contents) hash.update(content);
        worker.code = worker.code
          .replace(/["'`]__PRECACHE__["'`]/, JSON.stringify(paths))
          .replace('__VERSION__', hash.digest('hex').slice(0, 12));
      },
    },
  };
}

export default defineConfig({
  plugins: [precacheList()],
  // `npm run dev` beside a running `scc serve`.
  server: { proxy: { '/api': process.env['SCC_SERVER'] ?? 'http://127.0.0.1:8090' } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { alias: { react: 'preact/compat', 'react-dom': 'preact/compat' } },
  build: {
    target: 'es2022',
    // No inline script or data: font may appear: the page's CSP allows 'self' only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', service_worker: 'src/worker/service_worker.ts' },
      output: {
        entryFileNames: (chunk) =>
          chunk.name === 'service_worker' ? 'service_worker.js' : 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
