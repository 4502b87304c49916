// SPDX-License-Identifier: Apache-2.0
import type { Rule } from '../rule.ts';
import { promptRules } from './prompts.ts';
import { reasoningRules } from './reasoning.ts';
import { rubricRules } from './rubrics.ts';
import { safeguardRules } from './safeguards.ts';
import { trainingDataRules } from './training-data.ts';
import { trajectoryRules } from './trajectories.ts';

export const RULES: readonly Rule[] = [
  ...reasoningRules,
  ...rubricRules,
  ...trainingDataRules,
  ...trajectoryRules,
  ...promptRules,
  ...safeguardRules,
];
