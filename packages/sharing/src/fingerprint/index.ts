// SPDX-License-Identifier: Apache-2.0
export { fingerprintOf, type TemplateFingerprint, type TemplateSketch } from './fingerprint.ts';
export { type FingerprintMatch, matchFingerprint } from './match-fingerprint.ts';
