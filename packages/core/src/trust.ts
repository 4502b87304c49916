// SPDX-License-Identifier: Apache-2.0
/** From which trust in a partner’s reports something follows here, where nothing else was agreed; each from 0 to 1. */
export const TRUST_DEFAULTS = {
  watch: 0.5,
  friction: 0.7,
  /** Independent lineages that friction takes. */
  lineages: 2,
  block: 0.9,
  /** A reporter that is at most this good does not take reviewers' time: eight refuted reports, and none confirmed. */
  review: 0.3,
} as const;
