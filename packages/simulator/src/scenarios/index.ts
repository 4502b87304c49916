// SPDX-License-Identifier: Apache-2.0
import { alibaba } from './alibaba.ts';
import { clean } from './clean.ts';
import { deepseek } from './deepseek.ts';
import { demo } from './demo.ts';
import { evasionAdaptive } from './evasion-adaptive.ts';
import { evasionClean } from './evasion-clean.ts';
import { evasionMixing } from './evasion-mixing.ts';
import { evasionNaive } from './evasion-naive.ts';
import { evasionParaphrase } from './evasion-paraphrase.ts';
import { evasionQuiet } from './evasion-quiet.ts';
import { evasionTemplateless } from './evasion-templateless.ts';
import { fanOut } from './fan-out.ts';
import { hydra } from './hydra.ts';
import { minimax } from './minimax.ts';
import { mixed } from './mixed.ts';
import { moonshot } from './moonshot.ts';
import { replay } from './replay.ts';
import { small } from './small.ts';
import { smallClean } from './small-clean.ts';
import { techniqueProbing } from './technique-probing.ts';
import { thinkingLanguage } from './thinking-language.ts';
import { translationLaundering } from './translation-laundering.ts';
import { zhipu } from './zhipu.ts';
import type { Scenario } from './scenario.ts';

/** Everything that can be simulated. */
export const SCENARIOS: readonly Scenario[] = [
  demo,
  clean,
  mixed,
  small,
  smallClean,
  deepseek,
  moonshot,
  minimax,
  hydra,
  fanOut,
  zhipu,
  alibaba,
  techniqueProbing,
  thinkingLanguage,
  replay,
  translationLaundering,
  evasionNaive,
  evasionMixing,
  evasionParaphrase,
  evasionQuiet,
  evasionAdaptive,
  evasionTemplateless,
  evasionClean,
];
