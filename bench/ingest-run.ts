// SPDX-License-Identifier: Apache-2.0
/** One measured ingest in a process of its own, so that its peak memory is its own. Prints one JSON line. */
import { ingest, openDataFolder, openTrafficStore } from '@stillwatch/traffic';
import { cpuOf, peakOf } from './watch-family.ts';

const [path, workers] = process.argv.slice(2) as [string, string?];

export interface RunFigures {
  readonly exchanges: number;
  readonly rejected: number;
  /** From the first byte read to the last row stored; the engine is up before. */
  readonly seconds: number;
  /** Processor time of this process and of the engine over that span. */
  readonly cpuSeconds: number;
  readonly engineCpuSeconds: number;
  readonly peakBytes: number;
  readonly enginePeakBytes: number;
  /** All tables, after duplicates were collapsed. */
  readonly storedBytes: number;
}

const dataFolder = openDataFolder(null);
try {
  const store = await openTrafficStore({ dataFolder });
  try {
    const engine = store.enginePid()!;
    const cpu = process.cpuUsage();
    const engineCpu = cpuOf(engine);
    const begin = performance.now();
    const read = await ingest({
      paths: [path],
      endpoint: store.endpoint,
      secret: dataFolder.secret,
      workers: workers === undefined ? undefined : Number(workers),
    });
    const seconds = (performance.now() - begin) / 1000;
    const used = process.cpuUsage(cpu);
    const engineCpuSeconds = cpuOf(engine) - engineCpu;
    const enginePeakBytes = peakOf(engine);
    const { after } = await store.deduplicate();
    const stored = Object.values(await store.bytesOnDisk()).reduce((sum, bytes) => sum + bytes, 0);
    if (after !== read.exchanges) throw new Error(`${read.exchanges} exchanges were read, but ${after} are stored`);
    const figures: RunFigures = {
      exchanges: read.exchanges,
      rejected: read.rejected,
      seconds,
      cpuSeconds: (used.user + used.system) / 1e6 + engineCpuSeconds,
      engineCpuSeconds,
      peakBytes: peakOf(process.pid),
      enginePeakBytes,
      storedBytes: stored,
    };
    console.log(JSON.stringify(figures));
  } finally {
    await store.close();
  }
} finally {
  dataFolder.close();
}
