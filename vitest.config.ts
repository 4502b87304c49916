// SPDX-License-Identifier: Apache-2.0
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { COMPILE_CACHE } from './scripts/launch/node.mjs';

// For the threads and children that tests start; they read TypeScript as it is.
process.env['NODE_COMPILE_CACHE'] ??= COMPILE_CACHE;

export default defineConfig({
  test: {
    include: ['packages/*/{src,training}/**/*.test.ts', '{bench,scripts}/**/*.test.ts'],
    exclude: ['**/*.slow.test.ts', '**/node_modules/**'],
    setupFiles: ['@stillwatch/core/testing', ...(process.env['STILLWATCH_TEST_SEED'] ? ['./scripts/test-seed.ts'] : [])],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Tests wait for engines and children half of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    passWithNoTests: false,
  },
});
