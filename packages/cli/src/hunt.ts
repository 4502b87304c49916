// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { AppError, Authorisations, type Authorisation, type HuntReport, toAppError } from '@stillwatch/core';
import { detect, loadWindow } from '@stillwatch/detection';
import { assembleHunt, openCampaignMemory } from '@stillwatch/server/hunt';
import { ingest, type Mapping, openDataFolder, openTrafficStore, parseMapping, readExemplars } from '@stillwatch/traffic';
import type { HuntOptions, HuntProgress } from './hunt-options.ts';

/**
 * The main path: read → normalise → sketch → store → link → cluster → judge → explain → report.
 * @throws AppError; see docs/reference/errors.md.
 */
export async function hunt(options: HuntOptions, onProgress: (progress: HuntProgress) => void = () => {}): Promise<HuntReport> {
  const mapping = options.map === undefined ? null : readMapping(options.map);
  const authorisations = options.authorisations === undefined ? [] : readAuthorisations(options.authorisations);
  const timings: Record<string, number> = {};
  const clock = startClock(timings);

  const dataFolder = openDataFolder(options.data ?? null);
  try {
    onProgress({ stage: 'store', text: 'starting the traffic engine' });
    const memory = openCampaignMemory(options.data === undefined ? null : dataFolder.path);
    const store = await openTrafficStore({ dataFolder, url: options.clickhouseUrl });
    try {
      clock('engine');
      const { after: stored } = await store.deduplicate();
      const read = await ingest({
        paths: options.paths,
        endpoint: store.endpoint,
        secret: dataFolder.secret,
        sketchSecret: dataFolder.sketchSecret,
        format: options.format,
        mapping,
        since: options.since,
        until: options.until,
        workers: options.workers,
        signal: options.signal,
        onProgress: (exchanges, done, total) => onProgress({ stage: 'read', exchanges, done, total }),
      });
      try {
        clock('read');
        if (read.exchanges === 0 && read.rejected + read.problems.length > 0) throw nothingRead(read.problems);
        onProgress({ stage: 'store', text: 'putting the store in order' });
        // What was read and is not there more than before was there already, or came twice.
        const duplicates = read.exchanges - ((await store.deduplicate()).after - stored);
        clock('store');
        const window = windowOf(options, read.from, read.to);
        const loaded = await loadWindow(store, window, authorisations);
        clock('load');
        const detection = detect(loaded.table, (stage) => {
          clock(stage === 'link' ? 'load' : stage === 'cluster' ? 'link' : 'cluster');
          onProgress({ stage });
        });
        clock('judge');
        onProgress({ stage: 'explain' });
        const { files, exchanges, rejected, formats, problems, absent } = read;
        const { report } = await assembleHunt({
          nodeKey: dataFolder.nodeKey,
          loaded,
          detection,
          read: { files, exchanges, rejected, duplicates: Math.max(0, duplicates), formats, problems, absent },
          memory,
          readTexts: (accounts) => readExemplars(read.exemplars, read.sources, mapping, accounts),
          timings,
        });
        memory.save();
        clock('explain');
        return { ...report, timings };
      } finally {
        read.release();
      }
    } finally {
      await store.close();
    }
  } finally {
    dataFolder.close();
  }
}

/** The hunted window: what was asked for, or what this run read. */
function windowOf(options: HuntOptions, from: number | null, to: number | null): { since: number; until: number } | null {
  const since = options.since ?? from;
  const until = options.until ?? (to === null ? null : to + 1_000);
  // With a data folder, earlier hunts' traffic of the same time is part of the window.
  return since === null || until === null ? null : { since: Math.floor(since / 1000), until: Math.ceil(until / 1000) };
}

function nothingRead(problems: readonly { code: string; count: number; samples: readonly string[] }[]): AppError {
  const first = problems[0];
  return new AppError(
    'INPUT_EMPTY',
    `no exchange could be read${first === undefined ? '' : `; first problem: ${first.code} ${first.samples[0] ?? ''}`}`,
    {
      hint: 'See `stillwatch formats`; name the format with --format or describe it with --map FILE.',
    },
  );
}

function readMapping(file: string): Mapping {
  return parseMapping(readText(file), file);
}

function readAuthorisations(file: string): Authorisation[] {
  let value: unknown;
  try {
    value = JSON.parse(readText(file));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('AUTHORISATIONS_INVALID', `not JSON: ${(cause as Error).message}`, { cause, place: { file } });
  }
  const parsed = Authorisations.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new AppError('AUTHORISATIONS_INVALID', `${issue.path.join('.') || 'the list'}: ${issue.message}`, {
    place: { file },
    hint: 'A list of {account | org, kind, note, from?, to?}; see docs/guides/authorisations.md.',
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const known = toAppError(error);
    throw new AppError(known.code, known.message, { cause: error, place: { file } });
  }
}

/** Adds the seconds since the last call to the named step. */
function startClock(timings: Record<string, number>): (step: string) => void {
  let last = performance.now();
  return (step) => {
    const now = performance.now();
    timings[step] = Math.round((timings[step] ?? 0) * 1000 + (now - last)) / 1000;
    last = now;
  };
}
