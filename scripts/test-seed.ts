// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';

/**
 * Set-up of the tests where STILLWATCH_TEST_SEED is set: every property draws from this seed, so that whoever repeats a run of
 * CI sees the same. Without it each run draws anew, and finds what others have not.
 */
const seed = Number(process.env['STILLWATCH_TEST_SEED']);
if (!Number.isSafeInteger(seed)) throw new TypeError('STILLWATCH_TEST_SEED is no whole number');
fc.configureGlobal({ seed: seed | 0 });
