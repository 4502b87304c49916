// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';
import { makeFolder, untilGone } from './store.fixture.ts';

const root = makeFolder();
let folder = '';
let count = 0;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = join(root, `data-${count++}`);
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Another process that opens a data folder ('' = a temporary one) and holds it; resolves with what it says. */
async function holdElsewhere(
  path: string,
): Promise<{ child: ChildProcess; said: { pid: number; path?: string; code?: string } }> {
  const script = fileURLToPath(new URL('./data-folder.child.fixture.ts', import.meta.url));
  const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const said = await new Promise<string>((resolve) => child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString())));
  return { child, said: JSON.parse(said) as { pid: number; path?: string; code?: string } };
}

describe('data folder', () => {
  it('keeps its key, readable by its owner only', () => {
    const first = openDataFolder(folder);
    const hash = first.nodeKey.pseudonym('account', 'a');
    first.close();
    const second = openDataFolder(folder);
    expect(second.nodeKey.pseudonym('account', 'a')).toBe(hash);
    second.close();
    expect(statSync(join(folder, 'node.key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'engine')).mode & 0o777).toBe(0o700);
  });

  it('that another process uses is refused, naming it, and is free again when that was killed', async () => {
    const { child, said } = await holdElsewhere(folder);
    expect(() => openDataFolder(folder)).toThrowWithCode('DATA_LOCKED');
    expect(() => openDataFolder(folder)).toThrow(String(said.pid));
    child.kill('SIGKILL');
    await untilGone(said.pid);
    openDataFolder(folder).close();
  });

  it('that this process uses already is refused, and so is one used elsewhere through a link', async () => {
    const held = openDataFolder(folder);
    symlinkSync(folder, `${folder}-link`);
    expect(() => openDataFolder(folder)).toThrowWithCode('DATA_LOCKED');
    expect(() => openDataFolder(`${folder}-link`)).toThrowWithCode('DATA_LOCKED');
    expect((await holdElsewhere(folder)).said.code).toBe('DATA_LOCKED');
    held.close();
    held.close();
    openDataFolder(folder).close();
  });

  it('of another layout is refused and left alone', () => {
    openDataFolder(folder).close();
    writeFileSync(join(folder, 'version'), '999 abc\n');
    expect(() => openDataFolder(folder)).toThrowWithCode('DATA_VERSION');
    expect(readFileSync(join(folder, 'version'), 'utf8')).toBe('999 abc\n');
  });

  it.each([
    ['is missing', (at: string) => rmSync(at)],
    ['is another one', (at: string) => writeFileSync(at, Buffer.alloc(32, 1))],
    ['is too short', (at: string) => writeFileSync(at, Buffer.alloc(31, 1))],
    ['is empty', (at: string) => writeFileSync(at, '')],
  ])('whose key %s is refused, and no other key is made', (_, damage) => {
    openDataFolder(folder).close();
    writeFileSync(join(folder, 'engine', 'some-data'), '');
    damage(join(folder, 'node.key'));
    const before = existsSync(join(folder, 'node.key')) ? readFileSync(join(folder, 'node.key')) : null;
    expect(() => openDataFolder(folder)).toThrowWithCode('NODE_KEY_INVALID');
    expect(existsSync(join(folder, 'node.key')) ? readFileSync(join(folder, 'node.key')) : null).toEqual(before);
    // The refusal gives the lock up.
    expect(() => openDataFolder(folder)).toThrowWithCode('NODE_KEY_INVALID');
  });

  it('whose making was interrupted at any step opens the next time', () => {
    mkdirSync(join(folder, 'engine'), { recursive: true });
    writeFileSync(join(folder, 'node.key.new'), Buffer.alloc(10));
    openDataFolder(folder).close();
    rmSync(join(folder, 'version'));
    writeFileSync(join(folder, 'version.new'), '');
    openDataFolder(folder).close();
  });

  it.each([
    ['is a file', () => writeFileSync(folder, '')],
    [
      'lies below a file',
      () => {
        writeFileSync(join(root, 'file'), '');
        folder = join(root, 'file', 'data');
      },
    ],
    [
      'has a file where the engine should be',
      () => {
        mkdirSync(folder);
        writeFileSync(join(folder, 'engine'), '');
      },
    ],
  ])('that %s is refused with a hint', (_, prepare) => {
    prepare();
    expect(() => openDataFolder(folder)).toThrowWithCode('INPUT_UNREADABLE');
    try {
      openDataFolder(folder);
    } catch (error) {
      expect(error).toMatchObject({ hint: expect.any(String) as string });
    }
  });
});

describe('temporary data folder', () => {
  // Other processes that make temporary data folders must not tidy up here meanwhile.
  const usual = process.env.TMPDIR;
  beforeEach(() => {
    process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'stillwatch-test-'));
  });
  afterEach(() => {
    rmSync(tmpdir(), { recursive: true });
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
  });

  it('vanishes when it is closed', () => {
    const opened = openDataFolder(null);
    expect(existsSync(opened.path)).toBe(true);
    opened.close();
    expect(existsSync(opened.path)).toBe(false);
  });

  it('of a killed process is removed by the next one, and those in use stay', async () => {
    const killed = await holdElsewhere('');
    const living = await holdElsewhere('');
    killed.child.kill('SIGKILL');
    await untilGone(killed.said.pid);
    expect(existsSync(killed.said.path!)).toBe(true);
    // Somebody's folder that is just being made, and one that only has the name.
    const young = join(tmpdir(), `stillwatch-data-test${process.pid}`);
    mkdirSync(young);
    try {
      openDataFolder(null).close();
      expect(existsSync(killed.said.path!)).toBe(false);
      expect(existsSync(living.said.path!)).toBe(true);
      expect(existsSync(young)).toBe(true);
    } finally {
      rmSync(young, { recursive: true });
    }
    living.child.kill('SIGTERM');
    await untilGone(living.said.pid);
    openDataFolder(null).close();
    expect(readdirSync(tmpdir())).not.toContain(living.said.path!.split('/').at(-1));
  });
});
