// SPDX-License-Identifier: Apache-2.0
/** When somebody or a key was last seen is kept to this many milliseconds: it would be a write per request. */
export const SEEN_MS = 60_000;
