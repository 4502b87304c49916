// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealTags } from './bag.ts';
import { verifyDossier } from './index.ts';
import { proveSample, removeAuthority, trusted } from './proven.fixture.ts';
import { makeClean, type PythonVerdict } from './python.fixture.ts';
import { createRandom } from './sample.fixture.ts';
import { TAMPERINGS, tamper } from './tampering.fixture.ts';

// The whole table by verify.py; `verify-py.test.ts` has one of each step in the fast suite.
const clean = makeClean();
const verdicts = new Map<string, PythonVerdict>();
afterAll(() => {
  clean.remove();
  removeAuthority();
});

beforeAll(async () => {
  const whole = proveSample();
  const keys = clean.keys(trusted());
  const waiting = TAMPERINGS.map((tampering) => ({ tampering, at: clean.unpack(tamper(whole, tampering)) }));
  const work = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      verdicts.set(next.tampering.name, await clean.run(next.at, ...keys, '--json'));
    }
  };
  await Promise.all([work(), work()]);
});

test.each(TAMPERINGS)('verify.py names $name at $step', ({ name, step }) => {
  const { code, out, error } = verdicts.get(name)!;
  expect({ code, error }, out).toEqual({ code: 1, error: '' });
  expect(JSON.parse(out), out).toMatchObject({ verified: false, failed: step });
});

test('verifyDossier and verify.py name the same step for bytes changed at random', async () => {
  const whole = proveSample();
  const random = createRandom(11);
  const keys = clean.keys(trusted());
  // The token's wrapping is read by openssl there and by our own reader here, which may word the refusal differently.
  const paths = [...whole.files.keys()].filter(
    (path) => !/report|tagmanifest|verify|VERIFY|accounts|tsr$|pem$|policy$/.test(path),
  );
  for (let run = 0; run < 120; run++) {
    const files = new Map(whole.files);
    const path = paths[Math.floor(random() * paths.length)]!;
    const bytes = Uint8Array.from(files.get(path)!);
    bytes[Math.floor(random() * bytes.length)]! ^= 1 + Math.floor(255 * random());
    const changed = sealTags(files.set(path, bytes));
    const expected = verifyDossier(changed, trusted());
    const { out, error } = await clean.run(clean.unpack(changed), ...keys, '--json');
    const found = JSON.parse(out) as { verified: boolean; failed: string; steps: { step: string; status: string }[] };
    expect({ error, failed: found.failed }, path).toEqual({ error: '', failed: expected.failed });
    expect(
      found.steps.map(({ status }) => status),
      path,
    ).toEqual(expected.steps.map(({ status }) => status));
    expect(expected.verified).toBe(false);
  }
});
