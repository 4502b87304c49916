// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { validateStix } from './validate.ts';

const FILE = fileURLToPath(new URL('../../../../../../shared/oracles/stix-vectors-dev.json', import.meta.url));

interface Vector {
  readonly test: string;
  readonly valid: boolean;
  readonly opts: Readonly<Record<string, string>>;
  readonly obj: unknown;
}

/** Another validator's own contradiction of two of its options, not of the object. */
const NOT_ABOUT_OBJECTS = 'test_silent_and_verbose';

function judge({ opts, obj }: Vector): boolean {
  const names = (list: string | undefined) => (list === undefined ? [] : list.split(','));
  return validateStix(obj, {
    strict: opts.strict !== 'False',
    disabled: names(opts.disabled),
    enabled: names(opts.enabled),
    strictTypes: opts.strict_types === 'True',
    strictProperties: opts.strict_properties === 'True',
  }).valid;
}

describe.skipIf(!existsSync(FILE))('labelled objects (skipped without ../shared/oracles)', () => {
  const vectors = (existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Vector[]) : []).filter(
    ({ opts, test }) => opts.schema_dir === undefined && !test.endsWith(NOT_ABOUT_OBJECTS),
  );
  const named = (vector: Vector) => `${vector.test} ${JSON.stringify(vector.opts)}`;

  it('are many', () => {
    expect(vectors.length).toBeGreaterThan(200);
  });

  it('are accepted where they are valid', () => {
    expect(vectors.filter((vector) => vector.valid && !judge(vector)).map(named)).toEqual([]);
  });

  it('are refused where they are not', () => {
    expect(vectors.filter((vector) => !vector.valid && judge(vector)).map(named)).toEqual([]);
  });
});
