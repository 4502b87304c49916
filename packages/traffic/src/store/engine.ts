// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { AppError } from '@stillwatch/core';
import { removeSpool } from './spool.ts';

/** Where a traffic store answers, as plain data that a worker thread can be given. */
export interface StoreEndpoint {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

/** The embedded engine: chDB in a supervised child process. */
export interface Engine {
  /** Stays the same when the child is started again. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Process id of the child now running, or of the last one. */
  pid(): number;
  /** Resolves when the engine answers; rejects with ENGINE_LOST when it cannot be brought back. */
  ready(): Promise<void>;
  /** Resolves with ENGINE_LOST when the engine ended and could not be brought back; else never. */
  readonly lost: Promise<AppError>;
  /** Ends the child. Nothing acknowledged is lost. */
  stop(): Promise<void>;
}

/** First message to the child. The secret goes this way because other processes can read arguments and environment. */
export interface EngineOrder {
  readonly directory: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly secret: string;
}

/** The child's answer. */
export type EngineReport = { readonly ready: true; readonly port: number } | { readonly ready: false; readonly reason: string };

/** Ends within a minute after which the engine is given up. */
const MAX_DEATHS = 5;
/** Pauses before the attempts to start a lost engine again: the directory or the port may be held for a moment. */
const RESTART_DELAYS_MS = [0, 200, 1_000, 3_000];
const START_TIMEOUT_MS = 60_000;

/**
 * Starts chDB on `directory`, behind ClickHouse's HTTP interface on a loopback port with a secret of its
 * own. If the child dies it is started again on the same port, so that the URL stays valid; rows whose
 * insert was acknowledged are still there.
 * @throws AppError ENGINE_MISSING where the platform has no chDB, ENGINE_UNAVAILABLE or DISK_FULL when it does not start.
 */
export async function startEmbeddedEngine(directory: string): Promise<Engine> {
  if (!hasEmbeddedEngine()) {
    throw new AppError('ENGINE_MISSING', `chDB has no build for ${process.platform}-${process.arch}, or it was not installed`, {
      hint: 'Install without --omit=optional, or give a ClickHouse server: --clickhouse http://user:password@host:8123/database',
    });
  }
  const secret = randomBytes(24).toString('base64url');
  const deaths: number[] = [];
  const lost = Promise.withResolvers<AppError>();
  let stopping = false;
  let port = 0;
  let child: ChildProcess | null = null;
  let up: Promise<void>;

  const start = async (): Promise<void> => {
    const started = await startChild({ directory, port, secret }, (spawned) => {
      child = spawned;
    });
    port = started;
    child!.once('exit', (code, signal) => {
      if (stopping) return;
      up = revive(String(signal ?? code));
      up.catch(() => undefined);
    });
  };

  const revive = async (how: string): Promise<void> => {
    const now = performance.now();
    deaths.push(now);
    while (deaths[0]! < now - 60_000) deaths.shift();
    let reason = `it ended ${deaths.length} times within a minute, last with ${how}`;
    for (const delay of deaths.length > MAX_DEATHS ? [] : RESTART_DELAYS_MS) {
      await new Promise((resolve) => setTimeout(resolve, delay));
      if (stopping) return;
      try {
        return await start();
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
    }
    const error = new AppError('ENGINE_LOST', `the traffic engine is gone: ${reason}`);
    lost.resolve(error);
    throw error;
  };

  up = start();
  await up;
  return {
    url: `http://127.0.0.1:${port}`,
    username: 'default',
    password: secret,
    pid: () => child?.pid ?? -1,
    ready: () => up,
    lost: lost.promise,
    async stop() {
      stopping = true;
      await endChild(child);
      removeSpool(directory);
    },
  };
}

/** Is the embedded engine installed here? */
export function hasEmbeddedEngine(): boolean {
  try {
    const here = createRequire(import.meta.url);
    createRequire(here.resolve('chdb')).resolve(libraryPackage());
    return true;
  } catch {
    return false;
  }
}

function libraryPackage(): string {
  const libc = process.platform === 'linux' ? '-gnu' : '';
  return `@chdb/lib-${process.platform}-${process.arch}${libc}/package.json`;
}

/** Spawns the engine's process and resolves with its port once it has answered a query of its own. */
function startChild(order: EngineOrder, onSpawn: (child: ChildProcess) => void): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./engine-child.ts', import.meta.url))], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Options meant for the parent (an inspector's port, a loader) are not the engine's.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  onSpawn(child);
  return new Promise((resolve, reject) => {
    let talk = '';
    const fail = (reason: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(startError(reason, talk));
    };
    const timer = setTimeout(() => fail(`no answer within ${START_TIMEOUT_MS / 1000} s`), START_TIMEOUT_MS);
    const onExit = (code: number | null, signal: string | null): void => fail(`it ended with ${signal ?? code}`);
    child.stderr!.setEncoding('utf8');
    child.stderr!.on('data', (text: string) => {
      talk = (talk + text).slice(-4_000);
    });
    child.once('error', (error) => fail(error.message));
    child.once('exit', onExit);
    child.once('message', (message: EngineReport) => {
      if (!message.ready) return fail(message.reason);
      clearTimeout(timer);
      child.off('exit', onExit);
      // The engine alone must not keep its parent running; it ends with the parent.
      child.unref();
      child.channel?.unref();
      (child.stderr as unknown as { unref?: () => void }).unref?.();
      resolve(message.port);
    });
    child.send(order, (error) => {
      if (error !== null) fail(error.message);
    });
  });
}

function startError(reason: string, talk: string): AppError {
  const lines = talk.trim().split('\n').slice(-5).join(' ').slice(-600);
  const message = `the traffic engine did not start: ${reason.slice(0, 600)}${lines === '' ? '' : ` (${lines})`}`;
  if (/No space left|Code: 243|ENOSPC/.test(message)) {
    return new AppError('DISK_FULL', message, { hint: 'Free some space or choose another --data folder.' });
  }
  return new AppError('ENGINE_UNAVAILABLE', message);
}

async function endChild(child: ChildProcess | null): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.ref();
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 2_000);
  await gone;
  clearTimeout(timer);
}
