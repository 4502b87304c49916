// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeTempFolder } from './read.fixture.ts';
import { listSources } from './sources.ts';

const root = makeTempFolder();
let folder = '';
let count = 0;

beforeEach(() => {
  folder = join(root, String(count++));
  mkdirSync(folder);
});

function put(name: string, bytes: string | Uint8Array = '{}\n'): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

function names(paths: readonly string[]): string[] {
  return listSources(paths).sources.map(({ path }) => relative(folder, path));
}

describe('sources', () => {
  it('of a folder are all files below it, sorted, hidden ones left out', () => {
    for (const name of ['b.jsonl', 'a/2.gz', 'a/1.jsonl', '.hidden', '.git/config', 'a/.x/y']) put(name);
    expect(names([folder])).toEqual(['a/1.jsonl', 'a/2.gz', 'b.jsonl']);
  });

  it('that are named may be hidden', () => {
    expect(names([put('.hidden')])).toEqual(['.hidden']);
  });

  it('are each real file once, however many paths lead to it', () => {
    const path = put('a.jsonl');
    symlinkSync(path, join(folder, 'link.jsonl'));
    expect(names([folder])).toEqual(['a.jsonl']);
    expect(names([path, path, folder, join(folder, 'link.jsonl')])).toEqual(['a.jsonl']);
  });

  it('survive links that lead back up, to nothing, and to themselves', () => {
    put('sub/a.jsonl');
    symlinkSync(folder, join(folder, 'sub', 'up'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'sub', 'dangling'));
    symlinkSync(join(folder, 'self'), join(folder, 'self'));
    const { sources, skipped } = listSources([folder]);
    expect(sources.map(({ path }) => basename(path))).toEqual(['a.jsonl']);
    expect(skipped.map(({ code }) => code)).toEqual(['INPUT_UNREADABLE', 'INPUT_UNREADABLE']);
    expect(skipped.map(({ place }) => basename(place!.file)).sort()).toEqual(['dangling', 'self']);
  });

  it.each([
    ['is missing', (at: string) => join(at, 'missing')],
    ['leads through a file', (at: string) => join(at, 'file', 'x')],
    ['holds a NUL character', (at: string) => `${at}/a\0b`],
    ['is a link to nothing', (at: string) => join(at, 'dangling')],
  ])('refuse a named path that %s', (_, path) => {
    put('file');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));
    expect(() => listSources([path(folder)])).toThrowWithCode('INPUT_NOT_FOUND');
  });

  it('refuse a named link to itself', () => {
    symlinkSync(join(folder, 'self'), join(folder, 'self'));
    expect(() => listSources([join(folder, 'self')])).toThrowWithCode('INPUT_UNREADABLE');
  });

  it('tell compression by the first bytes', () => {
    const compressed = put('plain.jsonl', gzipSync('{}\n'));
    const plain = put('named.gz', '{}\n');
    const empty = put('empty.zst', '');
    expect(listSources([compressed, plain, empty]).sources.map(({ compression }) => compression)).toEqual([
      'gzip',
      'none',
      'none',
    ]);
  });

  it('pass over sockets and pipes in a folder, and take a named pipe as something to be read once', async () => {
    put('a.jsonl');
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const server = createServer().listen(join(folder, 'socket'));
    try {
      expect(names([folder])).toEqual(['a.jsonl']);
      expect(listSources([pipe, '-', '-']).sources).toEqual([
        { path: pipe, name: pipe, size: 0, compression: 'none', once: true },
        { path: '-', name: '-', size: 0, compression: 'none', once: true },
      ]);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  // The super-user may read everything: another process gives its rights away first.
  it.skipIf(process.getuid?.() !== 0)('go on without what they have no right to read, unless it was named itself', () => {
    put('open/a.jsonl');
    put('open/closed.jsonl');
    put('open/closed/b.jsonl');
    chmodSync(root, 0o755);
    chmodSync(join(folder, 'open/closed.jsonl'), 0o000);
    chmodSync(join(folder, 'open/closed'), 0o000);
    const child = fileURLToPath(new URL('./sources.child.fixture.ts', import.meta.url));
    const list = (path: string): unknown =>
      JSON.parse(execFileSync(process.execPath, [child, join(folder, path)], { encoding: 'utf8' })) as unknown;
    expect(list('open')).toEqual({ sources: ['a.jsonl'], skipped: ['INPUT_UNREADABLE closed', 'INPUT_UNREADABLE closed.jsonl'] });
    expect(list('open/closed')).toEqual({ code: 'INPUT_UNREADABLE' });
    expect(list('open/closed.jsonl')).toEqual({ code: 'INPUT_UNREADABLE' });
  });
});
