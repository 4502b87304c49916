// SPDX-License-Identifier: Apache-2.0
export { createSignaller, ruleHits, type Signaller } from './signaller.ts';
