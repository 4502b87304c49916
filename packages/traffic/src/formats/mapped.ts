// SPDX-License-Identifier: Apache-2.0
import { emptyExchange, type Exchange, FLAG } from '@stillwatch/core';
import type { Adapter, Mapping, RecordReader, Rejection } from '../adapter.ts';
import { newest } from './handles.ts';
import { readMessages } from './messages.ts';
import { finish, reject, statelessReader } from './reader.ts';
import { readPrompt } from './requests.ts';
import { momentOf, timeOf } from './times.ts';
import { asCount, asObject, asText, type Json, member, parseMaybe } from './values.ts';

/** JSONL of any shape, read through a mapping file. */
export const jsonl: Adapter = {
  name: 'jsonl',
  title: 'JSON lines with a mapping file',
  framing: 'json',
  about: 'Any JSON objects, one a line; `--map FILE` says which member is which field (docs/guides/mapping.md).',
  sniff: () => 0,
  open: openMapped,
};

/** CSV with a header line, read through a mapping file. */
export const csv: Adapter = {
  name: 'csv',
  title: 'CSV with a mapping file',
  framing: 'csv',
  about: 'RFC 4180 CSV with a header; `--map FILE` says which column is which field (docs/guides/mapping.md).',
  sniff: () => 0,
  open: openMapped,
};

type TextField = { [K in keyof Exchange]: Exchange[K] extends string ? K : never }[keyof Exchange];
type NumberField = { [K in keyof Exchange]: Exchange[K] extends number ? K : never }[keyof Exchange];

interface Path {
  readonly whole: string;
  readonly steps: readonly string[];
}

/** A mapping with its paths cut into steps once. */
interface Plan {
  readonly fields: readonly { readonly field: keyof Exchange; readonly paths: readonly Path[] }[];
  readonly mapping: Mapping;
  readonly missing: { readonly account: string; readonly time: string };
}

function openMapped(mapping: Mapping | null): RecordReader {
  if (mapping === null) return statelessReader(() => reject('this format needs a mapping file (--map)'));
  const plan = makePlan(mapping);
  return statelessReader((record, emit) => {
    const object = asObject(record);
    return object === null ? reject('not an object') : readMapped(object, plan, emit);
  });
}

function makePlan(mapping: Mapping): Plan {
  const fields: Plan['fields'][number][] = [];
  for (const [field, paths] of Object.entries(mapping.fields)) {
    fields.push({ field: field as keyof Exchange, paths: paths.map((whole) => ({ whole, steps: whole.split('.') })) });
  }
  const named = (field: keyof Exchange): string => (mapping.fields[field] ?? [`constant "${field}"`]).join(' or ');
  return {
    fields,
    mapping,
    missing: {
      account: `the account is absent (${named('account')})`,
      time: `no readable time between 2015 and 2100 (${named('time')}, timeUnit ${mapping.timeUnit})`,
    },
  };
}

function readMapped(object: Json, plan: Plan, emit: (exchange: Exchange) => void): Rejection | null {
  const exchange = emptyExchange();
  const unit = plan.mapping.timeUnit;
  let time: unknown;
  for (const [field, value] of Object.entries(plan.mapping.constants)) {
    if (field === 'time') time = value;
    else setField(exchange, field as keyof Exchange, value, unit);
  }
  for (const { field, paths } of plan.fields) {
    const value = firstPresent(object, paths);
    if (value === undefined) continue;
    if (field === 'time') time = value;
    else setField(exchange, field, value, unit);
  }
  if (exchange.user === '' && exchange.system === '' && (exchange.flags & FLAG.TOOL_RESULT) === 0)
    exchange.flags |= FLAG.NO_CONTENT;
  return finish(exchange, timeOf(time, unit), emit, plan.missing);
}

function setField(exchange: Exchange, field: keyof Exchange, value: unknown, unit: Mapping['timeUnit']): void {
  switch (field) {
    case 'user':
      setUser(exchange, value);
      break;
    case 'time':
      break;
    case 'createdAt':
      exchange.createdAt = momentOf(value, unit);
      break;
    case 'temperature': {
      const number = typeof value === 'string' ? Number(value) : value;
      if (typeof number === 'number' && number >= 0 && number <= 100) exchange.temperature = number;
      break;
    }
    case 'flags':
      exchange.flags |= asCount(value) & 0xffff;
      break;
    case 'turns':
      exchange.turns = Math.min(255, asCount(value));
      break;
    case 'maxTokens':
    case 'inputTokens':
    case 'outputTokens':
    case 'reasoningTokens':
      exchange[field satisfies NumberField] = asCount(value);
      break;
    case 'handlesIn':
    case 'handlesOut':
      exchange[field] = newest((Array.isArray(value) ? value : [value]).map(asText).filter((text) => text !== ''));
      break;
    default:
      exchange[field satisfies TextField] = asText(value);
  }
}

/** The prompt as one text, or the whole conversation as a list of messages (also as JSON in a text). */
function setUser(exchange: Exchange, value: unknown): void {
  const parsed = parseMaybe(value);
  const turns = exchange.turns;
  if (Array.isArray(parsed) && parsed.some((item) => asObject(item)?.role !== undefined)) readMessages(parsed, exchange);
  else readPrompt(asText(value), exchange);
  if (turns > 0) exchange.turns = turns;
}

/** Value at the first of the paths that leads to anything. A member whose own name holds dots is found as it is. */
function firstPresent(object: Json, paths: readonly Path[]): unknown {
  for (const { whole, steps } of paths) {
    let value: unknown = member(object, whole);
    if (value === undefined && steps.length > 1) {
      value = object;
      for (const step of steps) {
        value = Array.isArray(value) ? value[Number(step)] : member(asObject(value), step);
        if (value === undefined) break;
      }
    }
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}
