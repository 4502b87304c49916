// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { readDossier, unzipDossier, writeDossier, zipDossier } from './index.ts';
import { buildSample } from './proven.fixture.ts';
import { createRandom } from './sample.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'dossier-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const whole = buildSample();
const zip = zipDossier(whole);
const small = {
  name: 'x',
  files: new Map([
    ['bagit.txt', Buffer.from('BagIt')],
    ['data/a.json', Buffer.from('{}')],
  ]),
};

test('a zip gives back what went in, and has the same bytes each time', () => {
  expect(unzipDossier(zip)).toEqual(new Map([...whole.files].sort(([a], [b]) => (a < b ? -1 : 1))));
  expect(zipDossier({ ...whole, files: new Map([...whole.files].toReversed()) })).toEqual(zip);
});

test('a folder and a zip on disk are read alike; an existing folder is not written into', async () => {
  const at = join(folder, 'one');
  await writeDossier(whole, at);
  writeFileSync(join(folder, 'one.zip'), zip);
  expect(await readDossier(at)).toEqual(await readDossier(join(folder, 'one.zip')));
  await expect(writeDossier(whole, at)).rejects.toThrowWithCode('OUTPUT_UNWRITABLE');
  await expect(readDossier(join(folder, 'none'))).rejects.toThrowWithCode('INPUT_NOT_FOUND');
});

test('links are refused, in a folder and as one', async () => {
  const at = join(folder, 'linked');
  await writeDossier(small, at);
  symlinkSync('/etc/hostname', join(at, 'data', 'b.json'));
  await expect(readDossier(at)).rejects.toThrowWithCode('DOSSIER_INVALID');
  symlinkSync(join(folder, 'one'), join(folder, 'link'));
  await expect(readDossier(join(folder, 'link'))).rejects.toThrowWithCode('DOSSIER_INVALID');
});

describe('hostile zips are refused', () => {
  const from = (entries: Record<string, Uint8Array>) => zipSync(entries);
  const x = Buffer.from('x');
  /** Names of one length exchanged in the bytes of a zip, in the directory or in both places. */
  const rename = (bytes: Uint8Array, a: string, b: string, last = false) => {
    const text = Buffer.from(bytes).toString('latin1');
    const at = last ? text.lastIndexOf(a) : -1;
    return Buffer.from(at < 0 ? text.replaceAll(a, b) : text.slice(0, at) + b + text.slice(at + a.length), 'latin1');
  };
  const patch = (bytes: Uint8Array, find: number, offset: number, value: number) => {
    const copy = Buffer.from(bytes);
    const at = copy.lastIndexOf(Buffer.from(new Uint32Array([find]).buffer));
    copy.writeUInt16LE(value, at + offset);
    return copy;
  };
  const CENTRAL = 0x02014b50;
  const END = 0x06054b50;
  test.each<[string, () => Uint8Array]>([
    ['a path upwards', () => from({ '../evil': x })],
    ['a path upwards inside', () => from({ 'data/../../evil': x })],
    ['an absolute path', () => from({ '/etc/passwd': x })],
    ['a Windows path', () => from({ 'data\\evil': x })],
    ['a drive', () => from({ 'C:evil': x })],
    ['a name twice', () => rename(from({ 'data/a': x, 'data/b': x }), 'data/b', 'data/a')],
    ['names that differ in case only', () => from({ 'data/a': x, 'data/A': x })],
    ['two names for one entry', () => rename(from({ 'data/a': x }), 'data/a', 'data/b', true)],
    ['a link', () => zipSync({ 'data/a': [x, { os: 3, attrs: 0o120777 << 16 }] })],
    ['an encrypted entry', () => patch(from({ 'data/a': x }), CENTRAL, 8, 1)],
    ['an unknown packing', () => patch(from({ 'data/a': x }), CENTRAL, 10, 12)],
    ['a checksum that is wrong', () => patch(from({ 'data/a': x }), CENTRAL, 16, 7)],
    ['a comment', () => Buffer.concat([patch(from({ 'data/a': x }), END, 20, 2), Buffer.from('hi')])],
    ['a count that is wrong', () => patch(from({ 'data/a': x, 'data/b': x }), END, 10, 1)],
    ['something in front', () => Buffer.concat([Buffer.from('MZ'), from({ 'data/a': x })])],
    ['something behind', () => Buffer.concat([from({ 'data/a': x }), Buffer.from('more')])],
    ['a file above the limit', () => from({ 'data/a': new Uint8Array(64 * 2 ** 20 + 1) })],
    ['nothing', () => new Uint8Array(0)],
  ])('%s', (_, make) => {
    expect(() => unzipDossier(make())).toThrowWithCode('DOSSIER_INVALID');
  });

  test('a bomb that says it is small is cut at what it says', () => {
    const bomb = Buffer.from(from({ 'data/a': new Uint8Array(2 ** 20) }));
    const central = bomb.lastIndexOf(Buffer.from(new Uint32Array([CENTRAL]).buffer));
    bomb.writeUInt32LE(10, central + 24);
    bomb.writeUInt32LE(10, 22);
    expect(() => unzipDossier(bomb)).toThrowWithCode('DOSSIER_INVALID');
  });

  test('no changed byte gives anything but a coded refusal or files', () => {
    const good = zipDossier(small);
    const random = createRandom(3);
    for (let i = 0; i < good.length * 4; i++) {
      const changed = Uint8Array.from(good);
      changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
      try {
        unzipDossier(changed);
      } catch (error) {
        expect((error as { code: string }).code).toBe('DOSSIER_INVALID');
      }
    }
  });
});
