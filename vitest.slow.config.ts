// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** Tests that need minutes, a browser or a ClickHouse cluster: `npm run test:slow`. */
export default defineConfig({
  test: {
    ...config.test,
    include: ['packages/*/{src,training}/**/*.slow.test.ts', '{bench,scripts}/**/*.slow.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // One at a time: each brings engines or browsers of its own.
    fileParallelism: false,
  },
});
