// SPDX-License-Identifier: Apache-2.0
import type { OasisSchemas } from './oasis-schemas.fixture.ts';
import type { Sample } from './sample-objects.fixture.ts';
import { validateStix } from './validate/validate.ts';

/** Put in the place of every value, at every depth. */
const WRONG: readonly unknown[] = [
  null,
  -1,
  1.5,
  true,
  '',
  'A B',
  '2026-02-30T00:00:00Z',
  [],
  [{}],
  {},
  { 'a b': 'c' },
  { MD5: 'x' },
];

type Path = readonly (string | number)[];

function* pathsIn(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) yield* pathsIn(item, [...path, Array.isArray(value) ? Number(key) : key]);
}

function withChange(
  object: Sample,
  path: Path,
  change: (holder: Record<string | number, unknown>, last: string | number) => void,
): Sample {
  const copy = structuredClone(object);
  const holder = path.slice(0, -1).reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], copy);
  change(holder as Record<string | number, unknown>, path.at(-1)!);
  return copy;
}

/** Every object that differs from a valid one in one place. */
function* mutationsOf(object: Sample, depth: number): Generator<[string, Sample]> {
  for (const path of pathsIn(object)) {
    if (path[0] === 'type' || path.length > depth) continue;
    const place = path.join('/');
    for (const wrong of WRONG) {
      yield [`${place} = ${JSON.stringify(wrong)}`, withChange(object, path, (holder, last) => (holder[last] = wrong))];
    }
    yield [
      `${place} removed`,
      withChange(object, path, (holder, last) => {
        if (Array.isArray(holder)) holder.splice(last as number, 1);
        else delete holder[last];
      }),
    ];
  }
}

/** The schema wants two values where a header field is given as a list; the specification does not. */
const SCHEMA_IS_WRONG = /^additional_header_fields\//;

/** Changes of an object that the schemas refuse and we let pass, and how many the schemas refuse. @param depth how deep to change */
export function passedMutations(object: Sample, schemas: OasisSchemas, depth: number): { refused: number; passed: string[] } {
  const passed: string[] = [];
  let refused = 0;
  for (const [what, mutation] of mutationsOf(object, depth)) {
    if (schemas.problemOf(mutation) === null) continue;
    refused++;
    if (validateStix(mutation).valid && !SCHEMA_IS_WRONG.test(what)) passed.push(what);
  }
  return { refused, passed };
}
