// SPDX-License-Identifier: Apache-2.0
import { VOCABULARIES, type VocabularyName } from '../names/vocabularies.ts';

/** Strings with a form of their own; what each asks for is in ../validate/forms.ts. */
export const FORMS = [
  'artifact-media-type',
  'character-set',
  'country',
  'cpe',
  'domain-name',
  'email-address',
  'ipv4',
  'ipv6',
  'language',
  'mac-address',
  'media-type',
  'pattern-selector',
  'product-name',
  'property-name',
  'protocol',
  'relationship-type',
  'semver',
  'url',
  'window-priority',
] as const;
export type Form = (typeof FORMS)[number];

/** What the value of a property may be. */
export type Kind =
  | { readonly kind: 'string' | 'boolean' | 'hashes' | 'hex' | 'binary' | 'any' }
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'integer' | 'number'; readonly min: number; readonly max: number }
  /** How many digits of a second it must have at least, and at most. */
  | { readonly kind: 'time'; readonly digits: number; readonly most: number }
  /** Types that may be referred to, or one of the groups `any`, `sdo`, `sco`, `core` (SDO, SCO or SRO), `identity+`. */
  | { readonly kind: 'ref'; readonly to: readonly string[] }
  | { readonly kind: 'vocabulary'; readonly name: VocabularyName }
  | { readonly kind: 'dictionary'; readonly of: DictionaryContent }
  | { readonly kind: 'struct'; readonly name: string }
  | { readonly kind: 'list'; readonly of: Kind };

/** What a dictionary holds. */
const DICTIONARIES = [
  'free',
  'strings',
  'mail-headers',
  'http-headers',
  'ipfix',
  'socket-options',
  'pdf-info',
  'exif',
  'startup-info',
] as const;
export type DictionaryContent = (typeof DICTIONARIES)[number];

export interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly kind: Kind;
}

/** The properties of a type of object, extension or part, by name. */
export type Shape = ReadonlyMap<string, Property>;

/**
 * Reads the short notation of the tables: `name! string; aliases string[]; src_port integer(0..65535); sample ref(file|artifact)`.
 * `!` makes a property required. A name that is nothing else names a part of {@link STRUCTS}.
 */
export function readShape(notation: string): Shape {
  const shape = new Map<string, Property>();
  for (const line of notation.split(';')) {
    if (line.trim() === '') continue;
    const match = /^\s*([a-z0-9_]+)(!?)\s+(\S+)\s*$/.exec(line);
    if (match === null) throw new TypeError(`not a property: ${line}`);
    const [, name, required, kind] = match as unknown as [string, string, string, string];
    shape.set(name, { name, required: required === '!', kind: readKind(kind) });
  }
  return shape;
}

function readKind(text: string): Kind {
  if (text.endsWith('[]')) return { kind: 'list', of: readKind(text.slice(0, -2)) };
  const [, name, argument] = /^([a-z0-9-]+)(?:\(([^)]*)\))?$/.exec(text) ?? [];
  if (name === undefined) throw new TypeError(`not a kind: ${text}`);
  switch (name) {
    case 'string':
    case 'boolean':
    case 'hashes':
    case 'hex':
    case 'binary':
    case 'any':
      return { kind: name };
    case 'integer':
    case 'number': {
      const [min = '', max = ''] = argument?.split('..') ?? [];
      return { kind: name, min: min === '' ? -Infinity : Number(min), max: max === '' ? Infinity : Number(max) };
    }
    case 'time': {
      const [digits = '0', most] = argument?.split('..') ?? [];
      return { kind: 'time', digits: Number(digits), most: most === undefined ? Infinity : Number(most) };
    }
    case 'ref':
      return { kind: 'ref', to: argument!.split('|') };
    case 'dictionary':
      if (!DICTIONARIES.includes((argument ?? 'free') as DictionaryContent)) throw new TypeError(`not a kind: ${text}`);
      return { kind: 'dictionary', of: (argument ?? 'free') as DictionaryContent };
  }
  if (Object.hasOwn(VOCABULARIES, name)) return { kind: 'vocabulary', name: name as VocabularyName };
  if ((FORMS as readonly string[]).includes(name)) return { kind: 'form', form: name as Form };
  return { kind: 'struct', name };
}
