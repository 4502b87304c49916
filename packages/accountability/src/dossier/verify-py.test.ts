// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealTags } from './bag.ts';
import { type Dossier, DOSSIER_STEPS, PROOFS, redactDossier, verifyDossier, zipDossier } from './index.ts';
import { proveSample, removeAuthority, strangerPem, trusted } from './proven.fixture.ts';
import { makeClean } from './python.fixture.ts';
import { TAMPERINGS, tamper } from './tampering.fixture.ts';

const clean = makeClean();
let whole: Dossier;
let keys: string[];
let path: string;
beforeAll(() => {
  whole = proveSample();
  keys = clean.keys(trusted());
  path = clean.unpack(whole.files);
});
afterAll(() => {
  clean.remove();
  removeAuthority();
});

const stepsOf = (out: string) =>
  out
    .split('\n')
    .slice(0, 11)
    .map((line) => line.split(/ +/).slice(0, 2));

describe('verify.py, where there is only Python and openssl', () => {
  test('accepts a folder and a zip, with the steps of verifyDossier', async () => {
    const expected = verifyDossier(whole.files, trusted());
    expect(expected.verified, JSON.stringify(expected.steps)).toBe(true);
    for (const at of [path, clean.put('whole.zip', zipDossier(whole))]) {
      const { code, out, error } = await clean.run(at, ...keys);
      expect({ code, error }, out).toEqual({ code: 0, error: '' });
      expect(stepsOf(out)).toEqual(expected.steps.map(({ step, status }) => [status, step]));
      expect(out).toContain(
        '\nVERIFIED. This shows existence, order, integrity and authorship, not that what is written is true.',
      );
    }
  });

  test('accepts a dossier redacted for each circle, and what is left after an erasure', async () => {
    const person = 'acct-5a3c00';
    for (const dossier of [
      redactDossier(whole, { audience: 'public' }),
      redactDossier(whole, { audience: 'clients', erased: [person] }),
    ]) {
      const { code, out } = await clean.run(clean.unpack(dossier.files), ...keys);
      expect(code, out).toBe(0);
      expect(out).toMatch(/ok +withheld/);
    }
  });

  const first = Object.keys(DOSSIER_STEPS).flatMap((step) => TAMPERINGS.filter((one) => one.step === step).slice(-1));
  test.each(first)('names $name at $step', async (tampering) => {
    const { code, out, error } = await clean.run(clean.unpack(tamper(whole, tampering)), ...keys);
    expect({ code, error }, out).toEqual({ code: 1, error: '' });
    expect(out).toContain(`\nFAILED at step ${tampering.step}: `);
  });
});

describe('keys come from elsewhere', () => {
  test.each<[string, (own: string[]) => string[]]>([
    ['nothing', () => []],
    ['no signer', (own) => own.slice(0, 2)],
    ['keys of the own together with those of the dossier', (own) => [...own, '--trust-bundled']],
    ['an option that there is not', (own) => [...own, '--trust']],
    ['a policy that is not there', () => ['--policy', 'nowhere', '--signer', 'nowhere']],
    ['a time that is none', (own) => [...own, '--at', 'tomorrow']],
  ])('%s: exit 2', async (_, change) => {
    const { code, out, error } = await clean.run(path, ...change(keys));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toContain('usage: ');
  });

  test('those of the dossier only when asked for, and it says so', async () => {
    const { code, out } = await clean.run(path, '--trust-bundled', ...keys.slice(-2));
    expect(code, out).toBe(0);
    expect(out).toContain('WARNING: policy and keys came from the dossier itself.');
  });

  test('a stranger’s signer, a policy without our log', async () => {
    const policy = clean.put('other-policy', trusted().policy.replace(/^log .*$/m, ''));
    const signer = clean.put('stranger.pem', strangerPem);
    const [own, at] = [keys.slice(2), keys.slice(-2)];
    expect((await clean.run(path, '--policy', policy, ...own)).out).toContain('FAILED at step log');
    expect((await clean.run(path, ...keys.slice(0, 2), '--signer', signer, '--no-timestamp', ...at)).out).toContain(
      'FAILED at step signature',
    );
  });

  test('a timestamp that nobody can check fails, unless it is let go', async () => {
    const without = keys.filter((_, i) => i !== keys.indexOf('--tsa-ca') && i !== keys.indexOf('--tsa-ca') + 1);
    expect((await clean.run(path, ...without)).out).toContain('FAILED at step timestamp');
    expect((await clean.run(path, ...without, '--no-timestamp')).code).toBe(0);
    expect((await clean.run(path, ...keys, '--tsa-policy', '1.2.3')).out).toContain('FAILED at step timestamp');
    const files = new Map(whole.files);
    files.delete(PROOFS.timestamp);
    expect((await clean.run(clean.unpack(sealTags(files)), ...without)).code).toBe(0);
  });
});

describe('hostile containers are refused at read', () => {
  const zipOf = (change: (entries: Record<string, Uint8Array>) => void) => {
    const entries = Object.fromEntries(whole.files);
    change(entries);
    return zipSync(entries);
  };
  test.each<[string, () => Uint8Array]>([
    ['a path upwards', () => zipOf((entries) => (entries['../evil'] = Buffer.from('x')))],
    ['an absolute path', () => zipOf((entries) => (entries['/etc/x'] = Buffer.from('x')))],
    ['names that differ in case only', () => zipOf((entries) => (entries['data/CASE.json'] = Buffer.from('x')))],
    ['a bomb', () => zipOf((entries) => (entries['data/bomb'] = new Uint8Array(65 * 2 ** 20)))],
    ['something that is no zip', () => Buffer.from('PK\u0003\u0004 but nothing more')],
    ['something in front', () => Buffer.concat([Buffer.from('MZ'), zipDossier(whole)])],
  ])('%s', async (name, make) => {
    const { code, out } = await clean.run(clean.put(`${name.replaceAll(' ', '-')}.zip`, make()), ...keys);
    expect(code, out).toBe(1);
    expect(out).toContain('FAILED at step read');
  });

  test('a link in a folder', async () => {
    const at = clean.unpack(whole.files);
    mkdirSync(join(at, 'data', 'more'));
    symlinkSync('/etc/hostname', join(at, 'data', 'more', 'link.json'));
    expect((await clean.run(at, ...keys)).out).toContain('FAILED at step read: "data/more/link.json" is not a regular file');
  });
});

// The last one: what it puts there would be found by the others.
test('without options it takes what the reader put beside the dossier, and says so; what lies within is not beside', async () => {
  const at = keys.slice(-2);
  const { signerKeys, tsaRoots } = trusted();
  expect((await clean.run(path, ...at)).code).toBe(2);
  clean.put('signer.pem', signerKeys[0]!);
  clean.put('tsa.pem', tsaRoots!);
  const { code, out } = await clean.run(path, ...at);
  expect(code, out).toBe(0);
  expect(out).toContain('NOTE: taken from beside the dossier: policy, signer.pem, tsa.pem.');
  clean.put('signer.pem', strangerPem);
  expect((await clean.run(path, ...at)).out).toContain('FAILED at step signature');
});
