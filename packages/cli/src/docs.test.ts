// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AUTHORISATION_KINDS, Authorisations, emptyExchange, type Exchange, FLAG, HuntReportSchema } from '@stillwatch/core';
import { THRESHOLDS } from '@stillwatch/detection';
import { ADAPTERS, findAdapter, parseMapping } from '@stillwatch/traffic';
import { describe, expect, it } from 'vitest';
import { EXIT } from './exit-codes.ts';
import { hunt } from './hunt.ts';
import { COMMANDS } from './run.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const DOCS = join(ROOT, 'docs');
const GLASSWALLY = join(ROOT, '..', 'shared', 'data', 'glasswally', 'labeled_5k.jsonl.gz');

function readDoc(path: string): string {
  return readFileSync(join(DOCS, path), 'utf8');
}

/** The text below a heading of any level, up to the next heading that is not deeper. */
function sectionOf(text: string, heading: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading);
  expect(start, `a heading "${heading}"`).toBeGreaterThanOrEqual(0);
  const depth = lines[start]!.indexOf(' ');
  const length = lines.slice(start + 1).findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= depth);
  return lines.slice(start + 1, length === -1 ? undefined : start + 1 + length).join('\n');
}

/** Cells of the table rows whose first cell is code. */
function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

function bare(cell: string | undefined): string {
  return (cell ?? '').replaceAll('`', '');
}

function jsonBlocks(text: string): string[] {
  return [...text.matchAll(/```json\n(.*?)```/gs)].map((match) => match[1]!);
}

/** Every name of a member in a JSON Schema, however deep. */
function namesIn(schema: unknown, into = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return into;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') for (const name of Object.keys(value as object)) into.add(name);
    namesIn(value, into);
  }
  return into;
}

/** The one exchange that an adapter makes of a record. */
function readOne(format: string, record: unknown, mapping: ReturnType<typeof parseMapping> | null = null): Exchange {
  const read: Exchange[] = [];
  const reader = findAdapter(format).open(mapping);
  expect(reader.read(record, (exchange) => read.push(exchange))).toBeNull();
  reader.end((exchange) => read.push(exchange));
  expect(read).toHaveLength(1);
  return read[0]!;
}

describe('docs/reference/hunt-json.md', () => {
  const doc = readDoc('reference/hunt-json.md');

  it('shows a whole result that is valid and leaves no list empty', () => {
    const [example] = jsonBlocks(doc);
    expect(HuntReportSchema.safeParse(JSON.parse(example!)).error).toBeUndefined();
    expect(example).not.toMatch(/\[\s*\]|null/);
  });

  it('names every member of the schema', () => {
    const names = namesIn(HuntReportSchema.toJSONSchema());
    expect(names.size).toBeGreaterThan(40);
    expect([...names].filter((name) => !doc.includes(`\`${name}\``))).toEqual([]);
  });

  it('names no member that the schema does not have', () => {
    const names = namesIn(HuntReportSchema.toJSONSchema());
    const described = rowsOf(doc).flatMap(([cell]) => bare(cell).split(', '));
    expect(described.filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('docs/reference/cli.md', () => {
  const doc = readDoc('reference/cli.md');

  it.each(
    COMMANDS.map((make) => make(() => {})).flatMap((command) => (command.commands.length > 0 ? command.commands : [command])),
  )('lists exactly the options of $_name', (command) => {
    const described = rowsOf(sectionOf(doc, command.name())).map(([cell]) => bare(cell));
    const defined = command.options.filter((option) => !option.hidden).map((option) => option.flags);
    expect(described).toEqual(defined);
  });

  it('lists exactly the environment variables that the program reads', () => {
    const described = rowsOf(doc)
      .map(([cell]) => bare(cell))
      .filter((name) => /^[A-Z_]+$/.test(name));
    const read = sourcesBelow(join(ROOT, 'packages')).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/process\.env\.([A-Z_]+)/g)].map((match) => match[1]!),
    );
    expect(described.toSorted()).toEqual([...new Set(read)].toSorted());
  });

  it('lists exactly the exit codes', () => {
    const described = [...doc.matchAll(/^\| (\d+) \|/gm)].map((match) => Number(match[1]));
    expect(described).toEqual([...new Set(Object.values(EXIT))].toSorted((a, b) => a - b));
  });
});

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /^[^/]+\/src\/.*\.ts$/.test(path) && !/\.(test|fixture)\.ts$/.test(path) && !path.includes('node_modules'))
    .map((path) => join(folder, path));
}

describe('docs/reference/formats.md', () => {
  const doc = readDoc('reference/formats.md');

  it('has a section for every adapter, in their order, and for no other', () => {
    const headings = [...doc.matchAll(/^## ([a-z-]+)$/gm)].map((match) => match[1]);
    expect(headings).toEqual(ADAPTERS.map((adapter) => adapter.name));
  });

  it('calls each by its title, and each has a row of what it carries', () => {
    const carried = rowsOf(doc).flatMap(([cell]) => bare(cell).split(', '));
    for (const { name, title } of ADAPTERS) {
      expect(sectionOf(doc, name), name).toContain(`**${title}.**`);
      expect(carried).toContain(name);
    }
  });

  const envelope = { account: 'a', time: 1_790_000_000, api: 'gemini' };
  const bodies: Record<string, unknown> = {
    request: { contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] },
    response: { candidates: [{ content: { parts: [{ text: 'Hello' }] } }] },
    response_sse: 'data: {"candidates":[{"content":{"parts":[{"text":"Hello"}]}}]}\n\n',
    time: '2026-09-24T18:30:00Z',
    created_at: '2026-09-24T18:30:00Z',
    status: 500,
    api: 'openai.chat',
  };
  it.each(rowsOf(sectionOf(doc, 'native')))('is right about %s of the envelope', (member, field) => {
    const plain = readOne('native', { ...envelope, request: {} });
    const name = bare(member);
    const read = readOne('native', { ...envelope, request: {}, [name]: bodies[name] ?? `some ${name}` });
    const target = bare(field) as keyof Exchange;
    expect(read[target]).not.toEqual(plain[target]);
  });

  it('knows every field of an exchange that an envelope can carry', () => {
    const fields = new Set(rowsOf(sectionOf(doc, 'native')).map(([, field]) => bare(field)));
    const fromBodies = ['model', 'system', 'turns', 'maxTokens', 'temperature', 'inputTokens', 'outputTokens', 'reasoningTokens'];
    const others = [...fromBodies, 'handlesIn', 'handlesOut'];
    expect(Object.keys(emptyExchange()).filter((field) => !fields.has(field) && !others.includes(field))).toEqual([]);
  });

  it.each(rowsOf(sectionOf(doc, 'litellm')))('is right about the operator’s fact %s', (member, field) => {
    const value = member === '`created_at`' ? '2026-09-24T18:30:00Z' : `some ${member}`;
    const metadata = { user_api_key_hash: 'k', user_api_key_auth_metadata: { [bare(member)]: value } };
    const expected = field === '`createdAt`' ? Date.parse(value) : value;
    expect(readOne('litellm', { startTime: 1_790_000_000, metadata })).toMatchObject({ [bare(field)]: expected });
    expect(readOne('litellm-spend', { startTime: 1_790_000_000, api_key: 'k', metadata })).toMatchObject({
      [bare(field)]: expected,
    });
  });

  it('shows an envelope that is read whole', () => {
    const [example] = jsonBlocks(sectionOf(doc, 'native'));
    expect(readOne('native', JSON.parse(example!))).toMatchObject({ user: 'What is a tide?', inputTokens: 12, payment: 'pm-77' });
  });
});

describe('docs/reference/detection.md', () => {
  it('states every threshold with its value', () => {
    const rows = rowsOf(sectionOf(readDoc('reference/detection.md'), 'The decision'));
    expect(Object.fromEntries(rows.map(([name, value]) => [bare(name), Number(value)]))).toEqual(THRESHOLDS);
  });
});

describe('docs/guides/authorisations.md', () => {
  const doc = readDoc('guides/authorisations.md');

  it('shows a list that is valid, and names every kind', () => {
    expect(Authorisations.safeParse(JSON.parse(jsonBlocks(doc)[0]!)).error).toBeUndefined();
    for (const kind of AUTHORISATION_KINDS) expect(doc).toContain(`\`${kind}\``);
  });
});

describe('docs/guides/mapping.md', () => {
  const doc = readDoc('guides/mapping.md');
  const files = readdirSync(join(DOCS, 'guides/mapping'));

  it('lists exactly the fields of an exchange', () => {
    const described = rowsOf(sectionOf(doc, 'The fields'))
      .map(([cell]) => bare(cell))
      .filter((name) => !/^[A-Z]/.test(name));
    expect(described.toSorted()).toEqual(Object.keys(emptyExchange()).toSorted());
  });

  it('lists exactly the flags, with their numbers', () => {
    const pairs = [...sectionOf(doc, 'Flags').matchAll(/\| `([A-Z_]+)`[^|]*\| (\d+) /g)];
    expect(Object.fromEntries(pairs.map((match) => [match[1], Number(match[2])]))).toEqual(FLAG);
  });

  it('shows a mapping that is valid, and every example beside it is', () => {
    expect(parseMapping(jsonBlocks(doc)[0]!, 'mapping.md').fields.time).toEqual(['created', 'timestamp']);
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const file of files) {
      expect(() => parseMapping(readDoc(`guides/mapping/${file}`), file)).not.toThrow();
      expect(doc).toContain(`mapping/${file}`);
    }
  });

  it('reads the worked example as it says', () => {
    const mapping = parseMapping(readDoc('guides/mapping/gateway.json'), 'gateway.json');
    const record: unknown = JSON.parse(jsonBlocks(sectionOf(doc, 'A worked example'))[0]!);
    expect(readOne('jsonl', record, mapping)).toMatchObject({
      account: 'k-9a41',
      time: Date.UTC(2026, 8, 24, 16),
      createdAt: Date.UTC(2026, 8, 1),
      user: 'And a neap tide?',
      system: 'You are a patient tutor.',
      turns: 3,
      answer: 'A weak one, at half moon.',
      provider: 'in-house',
    });
  });

  it.skipIf(!existsSync(GLASSWALLY))('reads the public log whole (skipped without ../shared/data/glasswally)', async () => {
    const map = join(DOCS, 'guides/mapping/glasswally.json');
    expect(readFileSync(map, 'utf8')).not.toContain('campaign_label');
    const report = await hunt({ paths: [GLASSWALLY], map });
    expect(report.read).toMatchObject({ exchanges: 5_000, rejected: 0, duplicates: 44, problems: [] });
    expect(report.accounts).toBe(231);
  });
});

describe('the pages', () => {
  const pages = [
    ...readdirSync(DOCS, { recursive: true, encoding: 'utf8' }).map((path) => join(DOCS, path)),
    join(ROOT, 'README.md'),
    join(ROOT, 'CONTRIBUTING.md'),
  ].filter((path) => path.endsWith('.md') && existsSync(path));

  it.each(pages.map((page) => relative(ROOT, page)))('of %s link to files and headings that exist', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8').replace(/```.*?```/gs, '');
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target!)) continue;
      const [path, anchor] = target!.split('#') as [string, string?];
      const file = path === '' ? join(ROOT, page) : join(ROOT, dirname(page), path);
      expect(existsSync(file), target).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(file), target).toContain(anchor);
    }
  });
});

/** Anchors of headings, as forges make them. */
function anchorsOf(file: string): string[] {
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm);
  return Array.from(headings, (match) =>
    match[1]!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
