// SPDX-License-Identifier: Apache-2.0
import type { ReleasePreview } from '@stillwatch/core/api';

type Finding = ReleasePreview['findings'][number];
type Dropped = ReleasePreview['dropped'][number];
type Marked = Pick<ReleasePreview, 'content' | 'dropped' | 'findings'>;

export interface CardField {
  /** As the lists of a release write it: `name`, `extensions.*.account_count`. */
  readonly path: string;
  readonly label: string;
  /** Each value as text, byte for byte what the JSON has where it is text. */
  readonly values: readonly string[];
  readonly findings: readonly Finding[];
}

/** One object that leaves, to be read by people. */
export interface ObjectCard {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly fields: readonly CardField[];
  /** Fields of it that stay here. */
  readonly dropped: readonly Dropped[];
  /** What was found in fields that stay here, or in the object as a whole. */
  readonly findings: readonly Finding[];
}

export interface ReadContent {
  readonly cards: readonly ObjectCard[];
  /** Objects that stay here whole. */
  readonly kept: readonly { readonly id: string; readonly dropped: readonly Dropped[]; readonly findings: readonly Finding[] }[];
  /** Findings about the release as a whole. */
  readonly general: readonly Finding[];
}

/** What leaves, object by object, with what was found in each and what was taken out of it. */
export function readContent({ content, dropped, findings }: Marked): ReadContent {
  const objects = objectsOf(content);
  const ids = new Set(objects.map(({ id }) => id));
  const cards = objects.map((object): ObjectCard => {
    const here = findings.filter((finding) => finding.object === object.id);
    const fields = fieldsOf(object).map((field) => ({
      ...field,
      findings: here.filter(({ path }) => sameField(path, field.path)),
    }));
    const shown = new Set(fields.flatMap((field) => field.findings));
    return {
      id: object.id,
      type: object.type,
      name: nameOf(object),
      fields,
      dropped: dropped.filter((one) => one.object === object.id),
      findings: here.filter((finding) => !shown.has(finding)),
    };
  });
  const away = [
    ...new Set([...dropped, ...findings].flatMap(({ object }) => (object === null || ids.has(object) ? [] : [object]))),
  ];
  return {
    cards: cards.toSorted((a, b) => rank(a.type) - rank(b.type)),
    kept: away.map((id) => ({
      id,
      dropped: dropped.filter(({ object }) => object === id),
      findings: findings.filter(({ object }) => object === id),
    })),
    general: findings.filter(({ object }) => object === null),
  };
}

interface Loose {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly type: string;
}

/** The objects of a bundle; none where it cannot be read: the text itself is shown beside. */
function objectsOf(content: string): Loose[] {
  try {
    const found = JSON.parse(content) as { objects?: unknown } | unknown[] | null;
    const objects = Array.isArray(found) ? found : (found?.objects ?? []);
    return Array.isArray(objects) ? objects.filter(isObject) : [];
  } catch {
    return [];
  }
}

function isObject(one: unknown): one is Loose {
  return isRecord(one) && typeof one.id === 'string' && typeof one.type === 'string';
}

function isRecord(one: unknown): one is Record<string, unknown> {
  return typeof one === 'object' && one !== null && !Array.isArray(one);
}

/** Main things first, what only holds them together last. */
const ORDER = ['campaign', 'indicator', 'infrastructure', 'malware-analysis', 'user-account', 'note', 'opinion', 'sighting'];
const LAST = ['relationship', 'identity', 'marking-definition', 'extension-definition'];

/** Is it one of those that hold the others together, and say little themselves? */
export function isFrame(type: string): boolean {
  return LAST.includes(type);
}

function rank(type: string): number {
  const last = LAST.indexOf(type);
  if (last >= 0) return 100 + last;
  const place = ORDER.indexOf(type);
  return place < 0 ? 50 : place;
}

/** What an object is called: by its name, else by what it does. */
export function nameOf({ name, relationship_type: relation, type, user_id: user, abstract, opinion }: Loose): string {
  const found = [name, relation, abstract, opinion, user].find((one) => typeof one === 'string' && one !== '');
  return typeof found === 'string' ? found : type;
}

const HEAD = new Set(['id', 'type']);

function fieldsOf(object: Loose): Omit<CardField, 'findings'>[] {
  const fields: Omit<CardField, 'findings'>[] = [];
  const walk = (value: unknown, steps: readonly string[]): void => {
    if (isRecord(value)) {
      for (const [key, one] of Object.entries(value)) walk(one, [...steps, key]);
    } else if (Array.isArray(value) && value.some(isRecord)) {
      for (const one of value) walk(one, steps);
    } else {
      const values = (Array.isArray(value) ? value : [value]).map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
      fields.push({ path: steps.map(generalise).join('.'), label: labelOf(steps), values });
    }
  };
  for (const [key, value] of Object.entries(object)) if (!HEAD.has(key)) walk(value, [key]);
  return fields.toSorted((a, b) => fieldRank(a.path) - fieldRank(b.path));
}

/** What is said comes first; when and in which version, last. */
const FIRST = ['name', 'description', 'relationship_type', 'source_ref', 'target_ref', 'pattern'];
const OF_RECORD =
  /^(?:created|modified|created_by_ref|spec_version|pattern_type|pattern_version|extensions\.\*\.extension_type)$/;
function fieldRank(path: string): number {
  const place = FIRST.indexOf(path);
  return place >= 0 ? place : OF_RECORD.test(path) ? 100 : 50;
}

function generalise(step: string): string {
  return step.startsWith('extension-definition--') ? '*' : step;
}

function labelOf(steps: readonly string[]): string {
  const told = steps.filter((step) => step !== 'extensions' && !step.startsWith('extension-definition--'));
  return told.join(' ').replaceAll('_', ' ');
}

/** Lists of a release write an extension's id as `*` and may mark lists by `[]`. */
function sameField(path: string | null, field: string): boolean {
  return path !== null && path.replaceAll('[]', '').split('.').map(generalise).join('.') === field;
}

export interface TextPart {
  readonly text: string;
  readonly marked: boolean;
}

/** What stands in the place of a person's data that was taken out. */
const REMOVED = /\[[\w-]+ removed\]/;

/** A text cut at what was found in it: the words of a finding, or the place where something was taken out. */
export function markText(text: string, findings: readonly Finding[]): TextPart[] {
  if (findings.length === 0) return [{ text, marked: false }];
  const words = findings.filter(({ rule }) => rule.startsWith('antitrust/')).map((finding) => escape(finding.text));
  const pattern = new RegExp(`(${[...words.filter((word) => word !== ''), REMOVED.source].join('|')})`, 'iu');
  const parts: TextPart[] = [];
  let rest = text;
  for (let found = pattern.exec(rest); found !== null; found = pattern.exec(rest)) {
    if (found.index > 0) parts.push({ text: rest.slice(0, found.index), marked: false });
    parts.push({ text: found[0], marked: true });
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest !== '') parts.push({ text: rest, marked: false });
  // What was found cannot be pointed at: the whole text is marked rather than nothing.
  return parts.some(({ marked }) => marked) ? parts : [{ text, marked: true }];
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}
