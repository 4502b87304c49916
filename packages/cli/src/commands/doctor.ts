// SPDX-License-Identifier: Apache-2.0
import { statfsSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { formatPlace, toAppError } from '@stillwatch/core';
import { hasEmbeddedEngine, openDataFolder, openTrafficStore } from '@stillwatch/traffic';
import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { print } from '../output.ts';

interface DoctorFlags {
  readonly data?: string;
  readonly clickhouse?: string;
  readonly json?: true;
}

interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly detail: string;
}

const GIB = 2 ** 30;
const MARKS = { ok: 'ok  ', warning: 'warn', failed: 'FAIL' } as const;

/** `stillwatch doctor`: tries what a hunt needs, for real. */
export function doctorCommand(onExit: (code: number) => void): Command {
  return new Command('doctor')
    .description('Checks that this machine can hunt: runtime, memory, disk, traffic engine.')
    .option('--data <folder>', 'also try this data folder')
    .option('--clickhouse <url>', 'try this ClickHouse server instead of the embedded engine')
    .option('--json', 'as JSON')
    .action(async (flags: DoctorFlags) => {
      const findings = [checkNode(), checkMemory(), checkDisk(), await checkEngine(flags)];
      const failed = findings.some((finding) => finding.state === 'failed');
      const lines = findings.map(({ check, state, detail }) => `${MARKS[state]}  ${check.padEnd(8)} ${detail}`);
      await print(flags.json === true ? JSON.stringify({ ok: !failed, findings }, null, 2) : lines.join('\n'));
      onExit(failed ? EXIT.UNAVAILABLE : EXIT.OK);
    });
}

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > 22 || (major === 22 && minor >= 18);
  const bundled = process.execPath.includes('node_modules') ? 'brought along by npm' : 'the system’s';
  return {
    check: 'node',
    state: enough ? 'ok' : 'failed',
    detail: `${process.version} (${bundled}), ${process.platform}-${process.arch}`,
  };
}

function checkMemory(): Finding {
  const bytes = process.constrainedMemory() > 0 ? Math.min(process.constrainedMemory(), totalmem()) : totalmem();
  const detail = `${(bytes / GIB).toFixed(1)} GiB, ${availableParallelism()} cores`;
  return {
    check: 'memory',
    state: bytes < 2 * GIB ? 'warning' : 'ok',
    detail: bytes < 2 * GIB ? `${detail}; 16 million exchanges need about 4 GiB` : detail,
  };
}

function checkDisk(): Finding {
  try {
    const { bavail, bsize } = statfsSync(tmpdir());
    const free = bavail * bsize;
    return {
      check: 'disk',
      state: free < GIB ? 'warning' : 'ok',
      detail: `${(free / GIB).toFixed(1)} GiB free in ${tmpdir()} (about 0.1 GiB a million exchanges)`,
    };
  } catch (error) {
    return { check: 'disk', state: 'failed', detail: toAppError(error).message };
  }
}

async function checkEngine(flags: DoctorFlags): Promise<Finding> {
  const remote = flags.clickhouse ?? (process.env.STILLWATCH_CLICKHOUSE || undefined);
  if (remote === undefined && !hasEmbeddedEngine()) {
    return { check: 'engine', state: 'failed', detail: 'chDB is not installed for this platform; give --clickhouse URL' };
  }
  try {
    const dataFolder = openDataFolder(flags.data ?? (process.env.STILLWATCH_DATA || undefined) ?? null);
    try {
      const store = await openTrafficStore({ dataFolder, url: remote });
      try {
        const version = (await store.rows<{ v: string }>('SELECT version() AS v'))[0]?.v ?? 'unknown';
        const stored = (await store.rows<{ n: string }>(`SELECT count() AS n FROM ${store.table('exchanges')}`))[0]?.n ?? '0';
        const what = remote === undefined ? `chDB ${version}, embedded` : `ClickHouse ${version}`;
        return {
          check: 'engine',
          state: 'ok',
          detail: `${what}, answers; ${Number(stored).toLocaleString('en')} exchanges stored`,
        };
      } finally {
        await store.close();
      }
    } finally {
      dataFolder.close();
    }
  } catch (error) {
    const known = toAppError(error);
    const place = known.place === undefined ? '' : ` (${formatPlace(known.place)})`;
    return { check: 'engine', state: 'failed', detail: `${known.code} ${known.message}${place}` };
  }
}
