// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { isInstalled } from './install.mjs';
import { isNodeNewEnough } from './node.mjs';

const REPOSITORY = join(import.meta.dirname, '../..');

/** Stands for the command line: says what reached it. */
const PROGRAM = `
const [mode, ...rest] = process.argv.slice(2);
if (mode === 'args') console.log(JSON.stringify(rest));
if (mode === 'copy') process.stdin.pipe(process.stdout);
if (mode === 'exit') process.exitCode = Number(rest[0]);
if (mode === 'die') process.kill(process.pid, 'SIGKILL');
if (mode === 'wait') {
  const seen: string[] = [];
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      seen.push(name);
      // Long enough for a second one to show.
      if (seen.length === 1) setTimeout(() => { console.log('seen ' + seen.join(' ')); process.exit(42); }, 500);
    });
  }
  setInterval(() => {}, 1000);
  console.log('ready');
}
`;

interface Manifest {
  version?: string;
  dependencies?: Record<string, string>;
}

let root: string;

/** A small project with our launchers, a program of its own and nothing to download. */
beforeAll(() => {
  root = join(mkdtempSync(join(tmpdir(), 'stillwatch-launch-')), 'a folder');
  for (const path of ['stillwatch', 'bin', 'scripts/launch', 'scripts/with-node24.mjs']) {
    cpSync(join(REPOSITORY, path), join(root, path), { recursive: true });
  }
  mkdirSync(join(root, 'packages/cli/src'), { recursive: true });
  writeFileSync(join(root, 'packages/cli/src/main.ts'), PROGRAM);
  writeFileSync(join(root, 'packages/cli/package.json'), JSON.stringify({ name: 'cli', version: '1.0.0', type: 'module' }));
  const scripts = { start: 'node scripts/with-node24.mjs demo', demo: 'node packages/cli/src/main.ts', fails: 'true && exit 9' };
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name: 'p', version: '1.0.0', type: 'module', workspaces: ['packages/*'], scripts }),
  );
  const locked = spawnSync('npm', ['install', '--package-lock-only', '--offline'], { cwd: root, encoding: 'utf8' });
  expect(locked.status, locked.stderr).toBe(0);
});

afterAll(() => rmSync(join(root, '..'), { recursive: true, force: true }));

function call(command: string, args: string[], options: { input?: string; cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
  return spawnSync(command, args, { cwd: root, encoding: 'utf8', timeout: 50_000, ...options });
}
const stillwatch = (...args: string[]) => call(join(root, 'stillwatch'), args);
const withNode24 = (...args: string[]) => call(process.execPath, ['scripts/with-node24.mjs', ...args]);

const AWKWARD = ['two words', '"quoted"', "it's", '$HOME', '*', '', 'line\nbreak', '--flag=ü'];

describe('installation', () => {
  const record = () => join(root, 'node_modules/.package-lock.json');

  it('happens on the first run, says one line, and not again', () => {
    expect(existsSync(record())).toBe(false);
    const first = stillwatch('args', 'x');
    expect(first.stderr).toMatch(/^Installing dependencies \(first run[^\n]*\n$/);
    expect(first.stdout).toBe('["x"]\n');
    expect(existsSync(record())).toBe(true);
    expect(stillwatch('args', 'x').stderr).toBe('');
    expect(withNode24('demo', 'args').stderr).toBe('');
  });

  it('is done again after an interrupted one, which leaves no record', () => {
    rmSync(record());
    expect(withNode24('demo', 'args', 'y').stderr).toMatch(/^Installing dependencies/);
    expect(existsSync(record())).toBe(true);
  });

  it('is done again when the lockfile asks for something else, and shows why npm fails', () => {
    const files = ['package.json', 'package-lock.json'].map((name) => join(root, name));
    const before = files.map((file) => readFileSync(file, 'utf8'));
    try {
      const [manifest, lock] = before.map((text) => JSON.parse(text)) as [Manifest, { packages: Record<string, Manifest> }];
      manifest.dependencies = { absent: '1.0.0' };
      lock.packages[''] = { ...lock.packages[''], dependencies: { absent: '1.0.0' } };
      lock.packages['node_modules/absent'] = { version: '1.0.0' };
      writeFileSync(files[0]!, JSON.stringify(manifest));
      writeFileSync(files[1]!, JSON.stringify(lock));
      writeFileSync(join(root, '.npmrc'), 'offline=true\n');
      const run = withNode24('demo', 'args');
      expect(run.stderr).toMatch(/^Dependencies have changed/);
      expect(run.stderr).toMatch(/npm (error|ERR!)/);
      expect(run.status).toBe(3);
      expect(run.stdout).toBe('');
    } finally {
      files.forEach((file, i) => writeFileSync(file, before[i]!));
      rmSync(join(root, '.npmrc'));
      expect(stillwatch('args').status).toBe(0);
    }
  });

  it('is not repeated for what npm leaves out every time', () => {
    const before = readFileSync(record(), 'utf8');
    rmSync(record());
    expect(stillwatch('args').stderr).toMatch(/^Installing dependencies/);
    writeFileSync(record(), JSON.stringify({ packages: {} }));
    expect(stillwatch('args').stderr).toBe('');
    writeFileSync(record(), before);
  });
});

describe.each([
  ['./stillwatch', stillwatch],
  ['with-node24', (...args: string[]) => withNode24('demo', ...args)],
  ['bin/stillwatch.mjs', (...args: string[]) => call(process.execPath, ['bin/stillwatch.mjs', ...args])],
])('%s', (_, run) => {
  it('passes arguments on as they are', () => {
    expect(JSON.parse(run('args', ...AWKWARD).stdout)).toEqual(AWKWARD);
  });

  it('passes the exit code on', () => {
    expect(run('exit', '0').status).toBe(0);
    expect(run('exit', '7').status).toBe(7);
  });

  it('ends by the signal that ended the program', () => {
    expect(run('die').signal).toBe('SIGKILL');
  });
});

describe('./stillwatch', () => {
  it('passes standard input on, from any folder and through chains of relative links', () => {
    const folder = mkdtempSync(join(tmpdir(), 'stillwatch-links-'));
    try {
      symlinkSync(join(root, 'stillwatch'), join(folder, 'one'));
      symlinkSync('one', join(folder, 'two'));
      expect(call('./two', ['copy'], { cwd: folder, input: 'exchange\n' }).stdout).toBe('exchange\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says what is needed where there is no Node.js at all', () => {
    const folder = mkdtempSync(join(tmpdir(), 'stillwatch-bare-'));
    try {
      for (const tool of ['dirname', 'readlink']) {
        symlinkSync(call('/bin/sh', ['-c', `command -v ${tool}`]).stdout.trim(), join(folder, tool));
      }
      cpSync(join(root, 'stillwatch'), join(folder, 'stillwatch'));
      chmodSync(join(folder, 'stillwatch'), 0o755);
      const run = call('/bin/sh', [join(folder, 'stillwatch')], { env: { PATH: folder } });
      expect(run.status).toBe(3);
      expect(run.stderr).toMatch(/^stillwatch: NODE_TOO_OLD: [^\n]*\n$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('with-node24', () => {
  it('runs scripts that are more than one command, and refuses what is none', () => {
    expect(withNode24('fails').status).toBe(9);
    expect(withNode24('nonesuch').status).toBe(2);
  });
});

/** Starts a command in a process group of its own, does something once it is ready, and returns what it said. */
async function interrupt(line: readonly string[], act: (child: ChildProcess) => void) {
  const [command = '', ...args] = line;
  const child = spawn(command, args, { cwd: root, stdio: 'pipe', detached: true });
  onTestFinished(() => {
    // The whole group, in case the launcher left its child behind.
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL');
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (!said.includes('ready') && (said + text).includes('ready')) act(child);
    said += text;
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  return { said, status };
}

describe('a signal', () => {
  const launchers = {
    './stillwatch': ['./stillwatch', 'wait'],
    'with-node24': [process.execPath, 'scripts/with-node24.mjs', 'demo', 'wait'],
  };
  const cases = Object.entries(launchers).flatMap(([name, command]) =>
    (['SIGINT', 'SIGTERM'] as const).map((signal) => ({ name, command, signal })),
  );
  it.each(cases)('$signal to $name reaches the program once', async ({ command, signal }) => {
    const { said, status } = await interrupt(command, (child) => child.kill(signal));
    expect(said).toContain(`seen ${signal}\n`);
    expect(status).toBe(42);
  });

  // util-linux's `script` gives a real terminal, where Ctrl-C goes to the whole foreground group.
  const hasTerminal = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;
  it.skipIf(!hasTerminal).each(['./stillwatch wait', 'npm start -s -- wait'])(
    'Ctrl-C on a terminal reaches the program once: %s (needs util-linux script and a pseudo-terminal)',
    async (line) => {
      const { said } = await interrupt(['script', '-qec', line, '/dev/null'], (child) => child.stdin!.write('\x03'));
      expect(said).toMatch(/seen SIGINT\r?\n/);
    },
  );
});

describe('isNodeNewEnough', () => {
  it.each([
    ['18.20.4', false],
    ['20.20.2', false],
    ['22.17.1', false],
    ['22.18.0', true],
    ['24.21.0', true],
  ])('%s: %s', (version, enough) => expect(isNodeNewEnough(version)).toBe(enough));
});

describe('isInstalled', () => {
  const lock = (entry: object) => ({ packages: { '': {}, 'packages/a': {}, 'node_modules/a': entry } });
  const full = { version: '1.0.0', integrity: 'sha512-x' };

  it('holds for the same packages only', () => {
    expect(isInstalled(lock(full), lock(full), true)).toBe(true);
    expect(isInstalled(lock(full), lock({ ...full, version: '1.0.1' }), true)).toBe(false);
    expect(isInstalled(lock(full), lock({ ...full, integrity: 'sha512-y' }), true)).toBe(false);
    expect(isInstalled(lock(full), { packages: {} }, true)).toBe(false);
    expect(isInstalled(lock(full), null, true)).toBe(false);
    expect(isInstalled(lock({ link: true }), lock({ link: true }), true)).toBe(true);
  });

  it('asks for the native parts of tools where tools are needed, for this platform only', () => {
    const here = { ...full, optional: true, os: [process.platform], cpu: [process.arch] };
    expect(isInstalled(lock(here), { packages: {} }, true)).toBe(false);
    expect(isInstalled(lock(here), { packages: {} }, false)).toBe(true);
    for (const elsewhere of [{ os: ['aix'] }, { cpu: ['wasm32'] }, { libc: ['musl'] }]) {
      expect(isInstalled(lock({ ...here, ...elsewhere }), { packages: {} }, true)).toBe(true);
    }
  });

  it('takes absent optional packages as meant, and absent tools where none are needed', () => {
    expect(isInstalled(lock({ ...full, optional: true }), { packages: {} }, true)).toBe(true);
    expect(isInstalled(lock({ ...full, dev: true }), { packages: {} }, false)).toBe(true);
    expect(isInstalled(lock({ ...full, dev: true }), { packages: {} }, true)).toBe(false);
  });
});
