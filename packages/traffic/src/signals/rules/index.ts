// SPDX-License-Identifier: Apache-2.0
import type { Rule } from '../rule.ts';
import { reasoningRules } from './reasoning.ts';
import { safeguardRules } from './safeguards.ts';
import { trainingDataRules } from './training-data.ts';

export const RULES: readonly Rule[] = [...reasoningRules, ...trainingDataRules, ...safeguardRules];
