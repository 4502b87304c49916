// SPDX-License-Identifier: Apache-2.0
import type { Technique } from '@stillwatch/core';
import { BENIGN_EVERYDAY } from './benign-everyday.ts';
import { BENIGN_LOOKALIKE_A } from './benign-lookalike-a.ts';
import { BENIGN_LOOKALIKE_B } from './benign-lookalike-b.ts';
import { CLASSIFIER_EVASION, COMBINED } from './classifier-evasion.ts';
import { INSTRUCTION_GENERATION } from './instruction-generation.ts';
import { JAILBREAK } from './jailbreak.ts';
import { CHINESE } from './languages/chinese.ts';
import { GERMAN } from './languages/german.ts';
import { JAPANESE } from './languages/japanese.ts';
import type { LanguageGrammar } from './languages/language.ts';
import { RUSSIAN } from './languages/russian.ts';
import { SPANISH } from './languages/spanish.ts';
import { REASONING_ELICITATION } from './reasoning-elicitation.ts';
import { RUBRIC_GRADING } from './rubric-grading.ts';
import { SAFE_REWRITING } from './safe-rewriting.ts';
import { SECOND_ROUND } from './second-round.ts';
import { SYSTEM_PROMPT_EXTRACTION } from './system-prompt-extraction.ts';
import { TOOL_TRAJECTORY } from './tool-trajectory.ts';

/** One wording of our own grammars; it expands to many texts. */
export interface Wording {
  readonly id: string;
  readonly text: string;
  readonly language: string;
  /** None = an ordinary request. */
  readonly techniques: readonly Technique[];
  readonly source: 'grammar' | 'everyday' | 'look-alikes' | 'other languages';
}

export const LANGUAGES: readonly LanguageGrammar[] = [CHINESE, JAPANESE, SPANISH, GERMAN, RUSSIAN];

const ENGLISH: Partial<Record<Technique, readonly string[]>> = {
  'reasoning-elicitation': REASONING_ELICITATION,
  'rubric-grading': RUBRIC_GRADING,
  'instruction-generation': INSTRUCTION_GENERATION,
  'tool-trajectory': TOOL_TRAJECTORY,
  'safe-rewriting': SAFE_REWRITING,
  jailbreak: JAILBREAK,
  'system-prompt-extraction': SYSTEM_PROMPT_EXTRACTION,
  'classifier-evasion': CLASSIFIER_EVASION,
};

export function listWordings(): Wording[] {
  const found: Wording[] = [];
  const add = (
    stem: string,
    texts: readonly string[],
    language: string,
    techniques: readonly Technique[],
    source: Wording['source'],
  ): void => {
    texts.forEach((text, i) => found.push({ id: `${stem}.${language}.${i}`, text, language, techniques, source }));
  };
  for (const [technique, texts] of Object.entries(ENGLISH)) add(technique, texts, 'en', [technique as Technique], 'grammar');
  COMBINED.forEach(({ techniques, text }, i) =>
    found.push({ id: `combined.en.${i}`, text, language: 'en', techniques, source: 'grammar' }),
  );
  add('everyday', BENIGN_EVERYDAY, 'en', [], 'everyday');
  add('look-alike', [...BENIGN_LOOKALIKE_A, ...BENIGN_LOOKALIKE_B], 'en', [], 'look-alikes');
  for (const { language, techniques, benign } of LANGUAGES) {
    for (const [technique, texts] of Object.entries(techniques))
      add(technique, texts, language, [technique as Technique], 'grammar');
    add('benign', benign, language, [], 'other languages');
  }
  for (const { technique, language, texts } of SECOND_ROUND) {
    const stem = `second.${technique ?? 'ordinary'}`;
    const benign = language === 'en' ? 'look-alikes' : 'other languages';
    const count = found.filter(({ id }) => id.startsWith(`${stem}.${language}.`)).length;
    texts.forEach((text, i) =>
      found.push({
        id: `${stem}.${language}.${count + i}`,
        text,
        language,
        techniques: technique === null ? [] : [technique],
        source: technique === null ? benign : 'grammar',
      }),
    );
  }
  return found;
}
