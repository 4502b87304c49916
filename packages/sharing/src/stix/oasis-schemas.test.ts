// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { shapeOf } from './model/types.ts';
import { passedMutations } from './mutations.fixture.ts';
import { HAS_SCHEMAS, loadOasisSchemas } from './oasis-schemas.fixture.ts';
import { sampleObjects } from './sample-objects.fixture.ts';

describe.skipIf(!HAS_SCHEMAS)('the published schemas (skipped without ../shared/oracles)', () => {
  const schemas = HAS_SCHEMAS ? loadOasisSchemas() : null!;
  const samples = [...sampleObjects()];

  it.each(samples)('know every property of a %s that we know, and it no other', (type, object) => {
    expect(schemas.problemOf(object)).toBeNull();
    expect(schemas.namesOf(type).filter((name) => !shapeOf(type)!.has(name))).toEqual([]);
  });

  it.each(samples)('refuse nothing of a %s that we let pass, where one property is wrong', (_, object) => {
    const { refused, passed } = passedMutations(object, schemas, 1);
    expect(passed).toEqual([]);
    expect(refused).toBeGreaterThan(10);
  });
});
