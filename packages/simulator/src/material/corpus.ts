// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { csvTable } from './csv.ts';
import { extensionOf, jsonLines, readText } from './files.ts';

/** Names under which prompts are kept, the more telling first. */
const FIELDS = ['prompt', 'instruction', 'question', 'query', 'input', 'text', 'content'];
const LEAST_CHARACTERS = 8;
const MOST_CHARACTERS = 20_000;
const MOST_PROMPTS = 1_000_000;
const DEEPEST = 8;

export interface Corpus {
  /** Different prompts in the order of the files' names. */
  readonly prompts: readonly string[];
  /** Files that held prompts. */
  readonly files: number;
  /** Lines, rows, entries and whole files that held none. */
  readonly skipped: number;
}

/**
 * Reads the prompts of a folder and the folders in it: `txt` (a paragraph each, or a line each where there are no
 * blank lines), `jsonl`, `json`, `csv` with a header, each also as `.gz`. What cannot be read is skipped and counted.
 * @throws what the file system throws when there is no such folder.
 */
export function readCorpus(folder: string): Corpus {
  const prompts = new Set<string>();
  let skipped = 0;
  let files = 0;
  const skip = (): void => {
    skipped++;
  };
  const take = (text: string): void => {
    const prompt = text.trim().toWellFormed();
    if (prompt.length < LEAST_CHARACTERS || prompt.length > MOST_CHARACTERS || prompt.includes('\0')) skip();
    else if (prompts.size < MOST_PROMPTS) prompts.add(prompt);
  };
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const path of paths) {
    const read = READERS[extensionOf(path)];
    if (read === undefined) continue;
    const before = prompts.size;
    const text = readText(path);
    if (text === null) skip();
    else read(text, take, skip);
    if (prompts.size > before) files++;
  }
  return { prompts: [...prompts], files, skipped };
}

type Reader = (text: string, take: (text: string) => void, skip: () => void) => void;

const readLines: Reader = (text, take, skip) => {
  for (const value of jsonLines(text, skip)) if (!search(value, take, 0)) skip();
};

const READERS: Readonly<Record<string, Reader>> = {
  txt(text, take) {
    const paragraphs = text.trim().split(/\r?\n\s*\r?\n/);
    for (const part of paragraphs.length > 1 ? paragraphs : text.split(/\r?\n/)) if (part.trim() !== '') take(part);
  },
  jsonl: readLines,
  ndjson: readLines,
  json(text, take, skip) {
    try {
      if (!search(JSON.parse(text), take, 0)) skip();
    } catch {
      // Some call JSON lines JSON.
      readLines(text, take, skip);
    }
  },
  csv(text, take, skip) {
    const { header, rows } = csvTable(text);
    const column = FIELDS.map((field) => header.indexOf(field)).find((index) => index !== -1);
    if (column === undefined) return skip();
    for (const row of rows) {
      const cell = row[column];
      if (cell === undefined) skip();
      else take(cell);
    }
  },
};

/** Takes the prompts in a JSON value: texts in lists, and the best field of each object. Were there any? */
function search(value: unknown, take: (text: string) => void, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  if (Array.isArray(value)) {
    let found = false;
    for (const entry of value) {
      if (typeof entry === 'string') take(entry);
      found = typeof entry === 'string' || search(entry, take, depth + 1) || found;
    }
    return found;
  }
  const object = value as Record<string, unknown>;
  for (const field of FIELDS) {
    const text = object[field];
    if (typeof text !== 'string' || text.trim() === '') continue;
    const input = field === 'instruction' && typeof object.input === 'string' ? object.input : '';
    take(input === '' ? text : `${text}\n\n${input}`);
    return true;
  }
  let found = false;
  for (const entry of Object.values(object)) found = search(entry, take, depth + 1) || found;
  return found;
}
