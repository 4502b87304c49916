// SPDX-License-Identifier: Apache-2.0
import { DOMAIN_SHAPES, META_SHAPES, RELATIONSHIP_SHAPES } from './model/domain-objects.table.ts';
import { EXTENSION_SHAPES, OBSERVABLE_SHAPES } from './model/observables.table.ts';
import type { DictionaryContent, Form, Kind, Shape } from './model/shape.ts';
import { structShape } from './model/types.ts';
import { VOCABULARIES } from './names/vocabularies.ts';
import { observableId } from './observable-id.ts';

export type Sample = Record<string, unknown>;

const FORM_SAMPLES: Readonly<Record<Form, string>> = {
  'artifact-media-type': 'application/zip',
  'character-set': 'ISO-8859-1',
  country: 'de',
  cpe: 'cpe:2.3:a:example:editor:1.0:*:*:*:*:*:*:*',
  'domain-name': 'www.example.com',
  'email-address': 'mara@example.com',
  ipv4: '198.51.100.3',
  ipv6: '2001:db8::3',
  language: 'en',
  'mac-address': 'd2:fb:49:24:37:18',
  'media-type': 'application/zip',
  'pattern-selector': 'type',
  'product-name': 'example-engine',
  'property-name': 'harvest_rank',
  protocol: 'tcp',
  'relationship-type': 'indicates',
  semver: '1.2.0',
  url: 'https://example.com/a?b=c',
  'window-priority': 'HIGH_PRIORITY_CLASS',
};
const DICTIONARY_SAMPLES: Readonly<Record<DictionaryContent, Sample>> = {
  free: { make: 'example', model: '4' },
  strings: { path: '/bin' },
  'mail-headers': { 'Reply-To': ['mara@example.com', 'ivo@example.com'], 'X-Mailer': 'example' },
  'http-headers': { 'Accept-Encoding': ['gzip'], Host: ['example.com'] },
  ipfix: { minimumIpTotalLength: 32 },
  'socket-options': { SO_KEEPALIVE: 1, TCP_NODELAY: 1 },
  exif: { Make: 'example', XResolution: 4928 },
  'startup-info': { lpTitle: 'shell', dwFlags: '1' },
  'pdf-info': { Title: 'Report' },
};
const DIGITS = { MD5: 32, 'SHA-1': 40, 'SHA-256': 64, 'SHA-512': 128, 'SHA3-256': 64, 'SHA3-512': 128, TLSH: 70 };
const UUID = '6f1d3c52-7d0a-4b6e-9c4f-0a2b7c8d9e10';
const MARKING = 'marking-definition--2b1f9a6c-3f53-4d0e-8a41-5d8f1c7e6b02';
const REFERRED: Readonly<Record<string, string>> = {
  any: 'malware',
  sdo: 'malware',
  sco: 'file',
  core: 'file',
  'identity+': 'identity',
};

function sampleOf(kind: Kind): unknown {
  switch (kind.kind) {
    case 'any':
      return undefined;
    case 'string':
      return 'some-text';
    case 'boolean':
      return false;
    case 'integer':
      return Math.max(1, kind.min);
    case 'number':
      return 1.5;
    case 'time':
      return kind.most === 0 ? '2026-03-01T10:00:00Z' : '2026-03-01T10:00:00.123456Z';
    case 'hex':
      return '0a1f';
    case 'binary':
      return 'aGFydmVzdA==';
    case 'hashes':
      return Object.fromEntries(Object.entries(DIGITS).map(([name, length]) => [name, 'a1'.repeat(length / 2)]));
    case 'form':
      return FORM_SAMPLES[kind.form];
    case 'vocabulary':
      return [...VOCABULARIES[kind.name]][0];
    case 'ref':
      return kind.to[0] === 'marking-definition' ? MARKING : `${REFERRED[kind.to[0]!] ?? kind.to[0]}--${UUID}`;
    case 'dictionary':
      return { ...DICTIONARY_SAMPLES[kind.of] };
    case 'struct':
      return sampleOfShape(structShape(kind.name));
    case 'list':
      return [sampleOf(kind.of)];
  }
}

function sampleOfShape(shape: Shape): Sample {
  return Object.fromEntries(
    [...shape.values()].map(({ name, kind }) => [name, sampleOf(kind)] as const).filter(([, value]) => value !== undefined),
  );
}

/** What the table cannot know: values that hang together, and one of two that exclude each other. */
const ADJUSTED: Readonly<Record<string, Sample>> = {
  'marking-definition': { definition_type: 'statement', definition: { statement: 'For members only' } },
  'language-content': { contents: { de: { name: 'Name' } } },
  'extension-definition': { extension_types: ['toplevel-property-extension'] },
  indicator: { pattern: "[ipv4-addr:value = '198.51.100.3']", valid_until: '2026-04-01T10:00:00Z' },
  relationship: { source_ref: `indicator--${UUID}`, stop_time: '2026-04-01T10:00:00Z' },
  artifact: { url: undefined },
  'email-message': { body_multipart: undefined },
  'windows-registry-key': { key: 'HKEY_LOCAL_MACHINE\\Software\\Example' },
};

function sampleObject(type: string, shape: Shape): Sample {
  const object: Sample = { ...sampleOfShape(shape), type, spec_version: '2.1', id: `${type}--${UUID}` };
  for (const [name, value] of Object.entries(ADJUSTED[type] ?? {})) {
    if (value === undefined) delete object[name];
    else object[name] = value;
  }
  if (Array.isArray(object.granular_markings)) object.granular_markings = [{ marking_ref: MARKING, selectors: ['type'] }];
  if (Array.isArray(object.external_references)) {
    object.external_references = [{ source_name: 'cve', external_id: 'CVE-2026-1234', description: 'text' }];
  }
  if (Array.isArray(object.body_multipart)) delete object.body_multipart;
  const extensions = EXTENSION_SHAPES.get(type);
  if (extensions !== undefined) {
    object.extensions = Object.fromEntries([...extensions].map(([name, extension]) => [name, sampleOfShape(extension)]));
  }
  if (OBSERVABLE_SHAPES.has(type)) object.id = observableId(object) ?? object.id;
  return object;
}

/** One object of every type, with nearly every property that it can have; all are valid. */
export function sampleObjects(): Map<string, Sample> {
  const shapes = [...DOMAIN_SHAPES, ...RELATIONSHIP_SHAPES, ...META_SHAPES, ...OBSERVABLE_SHAPES];
  return new Map(shapes.map(([type, shape]) => [type, sampleObject(type, shape)]));
}
