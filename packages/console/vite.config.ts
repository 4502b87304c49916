// SPDX-License-Identifier: Apache-2.0
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** A node in development; `vite` passes the API's calls on to it. */
const NODE = 'http://127.0.0.1:4780';

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    // Nothing as data: or inline, so that `default-src 'self'` holds.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  server: { proxy: { '/v1': NODE, '/healthz': NODE, '/readyz': NODE } },
});
