// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { parseDuration, parseSize } from './units.ts';

/** What is known of a setting beside its type; kept with the schema, so that the reference can be written from it. */
export interface About {
  readonly about: string;
  /** How a value is written, for the reference. */
  readonly kind: string;
  /** Never shown; may come from a file named by `<key>File`. */
  readonly secret?: boolean;
  /** Taken from the environment as it is, not read as YAML. */
  readonly text?: boolean;
  /** Names that an item of a list has, where items are mappings. */
  readonly members?: readonly string[];
}

export const aboutSettings = z.registry<About>();

function known<T extends z.ZodType>(schema: T, about: About): T {
  aboutSettings.add(schema, about);
  return schema;
}

/** Text that may be missing. */
export function text(about: string, more: Partial<About> = {}) {
  return known(z.string().min(1, 'is empty').max(4_000).nullable().default(null), {
    kind: 'text',
    text: true,
    about,
    ...more,
  });
}

/** Text that is always there. */
export function word(fallback: string, about: string, kind = 'text') {
  return known(z.string().min(1, 'is empty').max(4_000).default(fallback), { kind, text: true, about });
}

/** Values that examples use in place of a secret. */
const PLACEHOLDER =
  /^(change[-_ ]?me|secret|password|passw0rd|placeholder|example|todo|x{3,}|\*{3,}|<.*>|\$\{.*\}|your[-_ ].*)$/i;

/** @param urlPassword the secret is a URL, of which the password must not be a placeholder. */
export function secret(about: string, kind: 'text' | 'URL', checkUrl?: (url: URL) => boolean) {
  const schema = z
    .string()
    .min(1, 'is empty')
    .max(4_000)
    .refine((value) => !PLACEHOLDER.test(value) && !PLACEHOLDER.test(passwordOf(value)), 'is a placeholder, not a secret')
    .refine((value) => checkUrl === undefined || (URL.canParse(value) && checkUrl(new URL(value))), 'is not a URL of this kind');
  return known(schema.nullable().default(null), { kind, about, secret: true, text: true });
}

function passwordOf(value: string): string {
  return URL.canParse(value) ? new URL(value).password : '';
}

export function whole(fallback: number, min: number, max: number, about: string) {
  return known(z.int(`is not a whole number`).min(min, `is below ${min}`).max(max, `is above ${max}`).default(fallback), {
    kind: `${min} to ${max}`,
    about,
  });
}

export function flag(fallback: boolean, about: string) {
  return known(z.boolean('is neither true nor false').default(fallback), { kind: 'true or false', about });
}

export function choice<const T extends readonly [string, ...string[]]>(values: T, fallback: T[number], about: string) {
  const schema = z.enum(values, `is not one of ${values.join(', ')}`).default(fallback as never);
  return known(schema, { kind: values.join(', '), text: true, about });
}

/** Milliseconds inside. */
export function duration(fallback: string, min: string, max: string, about: string) {
  return known(measured(parseDuration, fallback, min, max, 'a duration like 30s, 15m, 12h or 7d'), {
    kind: 'duration',
    text: true,
    about,
  });
}

/** Bytes inside. */
export function size(fallback: string, min: string, max: string, about: string) {
  return known(measured(parseSize, fallback, min, max, 'a size like 512kB, 64MB or 1GiB'), { kind: 'size', text: true, about });
}

function measured(parse: (text: string) => number | null, fallback: string, min: string, max: string, what: string) {
  return z
    .union([z.string(), z.literal(0)], `is not ${what}`)
    .transform((value, context) => {
      const parsed = parse(String(value));
      if (parsed === null) context.addIssue({ code: 'custom', message: `is not ${what}` });
      else if (parsed < parse(min)!) context.addIssue({ code: 'custom', message: `is below ${min}` });
      else if (parsed > parse(max)!) context.addIssue({ code: 'custom', message: `is above ${max}` });
      return parsed ?? 0;
    })
    .prefault(fallback);
}

export function list<T extends z.ZodType>(item: T, kind: string, about: string, more: Partial<About> = {}) {
  const members = item instanceof z.ZodObject ? { members: Object.keys(item.shape) } : {};
  return known(z.array(item, 'is not a list').default([]), { kind, about, ...members, ...more });
}

/** Names to lists of names. */
export function mapping<T extends z.ZodType>(value: T, kind: string, about: string) {
  return known(z.record(z.string(), value, 'is not a mapping').default({}), { kind, about });
}
