// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { passedMutations } from './mutations.fixture.ts';
import { HAS_SCHEMAS, loadOasisSchemas } from './oasis-schemas.fixture.ts';
import { sampleObjects } from './sample-objects.fixture.ts';

describe.skipIf(!HAS_SCHEMAS)('the published schemas (skipped without ../shared/oracles)', () => {
  const schemas = HAS_SCHEMAS ? loadOasisSchemas() : null!;

  it.each([...sampleObjects()])('refuse nothing of a %s that we let pass, however deep it is wrong', (_, object) => {
    expect(passedMutations(object, schemas, Infinity).passed).toEqual([]);
  });
});
