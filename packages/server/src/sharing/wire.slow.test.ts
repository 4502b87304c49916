// SPDX-License-Identifier: Apache-2.0
/** A thousand releases through everything that a release goes through, and every byte between the two nodes. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPair, type Pair, PLANTED, release, releaseTo, twoPeople } from './nodes.fixture.ts';

const RELEASES = 1_000;

let pair: Pair;
beforeAll(async () => {
  pair = await openPair();
});
afterAll(async () => await pair.close());

it('nothing that is planted in the evidence reaches the wire', { timeout: 1_800_000 }, async () => {
  const { a, b, bAtA } = pair;
  const people = await twoPeople(a);
  for (let i = 0; i < RELEASES; i++) {
    a.clock.ms += 1_000;
    b.clock.ms += 1_000;
    await release(
      a,
      releaseTo(bAtA, { title: `Release ${i}`, tlp: (['GREEN', 'AMBER', 'AMBER+STRICT'] as const)[i % 3]! }),
      people,
    );
    if (i % 100 === 99) await b.parts.sharing.round();
  }
  const wire = pair.wire();
  expect(wire).toContain(`Release ${RELEASES - 1}`);
  const decoded = [wire, Buffer.from(wire, 'latin1').toString('utf8'), wire.replaceAll('\\', '')];
  const forms = Object.values(PLANTED).flatMap((text) => [
    text,
    Buffer.from(text).toString('base64').slice(4, -4),
    Buffer.from(text).toString('hex'),
  ]);
  for (const text of decoded) for (const form of forms) expect(text).not.toContain(form);
});
