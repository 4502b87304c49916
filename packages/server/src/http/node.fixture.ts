// SPDX-License-Identifier: Apache-2.0
/** A node for tests: real records, a real traffic store with a small log, and stand-ins for intake and hunting. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Alert, Permission, Role } from '@stillwatch/core/api';
import { type DataFolder, ingest, openDataFolder, openTrafficStore, type TrafficStore } from '@stillwatch/traffic';
import { openAccountability } from '../accountability.ts';
import { parseConfig } from '../config/index.ts';
import { readSketchKey } from '../config/sketch-key.ts';
import { createEventBus } from '../events.ts';
import type { Hunting, Intake, Records } from '../parts.ts';
import { sampleFinding, sampleHunt, sampleUpdate, type TestClock, testClock } from '../records/contract/samples.fixture.ts';
import { openRecords } from '../records/index.ts';
import { createSharing } from '../sharing/index.ts';
import { cookieName } from './auth/sessions.ts';
import { drawKey, drawToken, hashToken } from './auth/tokens.ts';
import type { ServerParts } from './contract.ts';
import { makeLines, MEMBERS, NOW, START, writeLines } from './log.fixture.ts';
import { createLog, createLogger } from './log.ts';
import { createHttpServer, type HttpServer } from './server.ts';

/** In the text of a revealed exchange, and nowhere else. */
export const PROMPT_CANARY = 'canary-prompt-4711';

export interface TestNode {
  readonly parts: ServerParts;
  readonly records: Records;
  readonly traffic: TrafficStore;
  readonly clock: TestClock;
  readonly http: HttpServer;
  /** Of the records; the data folder is `data` in it. */
  readonly folder: string;
  /** Everything that was logged. */
  log(): string;
  /** What the files of the records hold. */
  recordFiles(): Buffer[];
  /** Bodies that intake was given. */
  readonly taken: { bytes: Uint8Array; options: Parameters<Intake['take']>[1] }[];
  /** What intake answers; throw to refuse. */
  answer: () => Awaited<ReturnType<Intake['take']>>;
  /** Headers by which somebody with these roles, or a key with these permissions, asks. */
  asPerson(roles: readonly Role[], name?: string): Promise<Record<string, string>>;
  asKey(permissions: readonly Permission[]): Promise<Record<string, string>>;
  close(): Promise<void>;
}

export interface TestNodeOptions {
  readonly yaml?: string;
  readonly consoleFolder?: string | null;
  /** Without it, the traffic store is not started: what asks it is refused. */
  readonly withTraffic?: boolean;
  /** Folder that stays when the node is closed, to be opened again; a temporary one without it. */
  readonly folder?: string;
  /** How the node reaches others; nobody answers without it. */
  readonly fetch?: typeof globalThis.fetch;
  /** Lines of its traffic; a small log of its own without them. */
  readonly lines?: string;
  /** Alerts that are raised. */
  readonly onAlert?: (statement: string) => void;
}

const GENEROUS = 'rateLimit: {perMinute: 1000000, signInPerMinute: 10000}\nlogLevel: debug';

export async function openTestNode({
  yaml = GENEROUS,
  consoleFolder = null,
  withTraffic = true,
  folder,
  fetch = async () => Response.error(),
  lines = writeLines(makeLines()),
  onAlert = () => {},
}: TestNodeOptions = {}): Promise<TestNode> {
  const root = folder ?? mkdtempSync(join(tmpdir(), 'stillwatch-test-'));
  const clock = testClock();
  clock.ms = NOW;
  const records = await openRecords({ url: null, folder: root, clock });
  const logged: string[] = [];
  const config = parseConfig({ file: { name: 'test.yaml', text: yaml }, environment: {}, readSecret: () => 'x' });
  const { sketchKey } = config.config.sharing.group;
  const dataFolder = openDataFolder(join(root, 'data'), sketchKey === null ? null : readSketchKey(sketchKey));
  const traffic = withTraffic ? await openWithLog(root, dataFolder, lines) : noTraffic(dataFolder);
  const log = createLog(createLogger('debug', { write: (line: string) => void logged.push(line) }));
  const taken: TestNode['taken'] = [];
  let counted = 0;

  const intake: Intake = {
    take: async (bytes, options) => {
      taken.push({ bytes, options });
      return node.answer();
    },
    pendingBytes: () => 0,
    counters: () => ({ exchanges: 120, rejected: 2, batches: 3, refused: 1, lastAt: NOW, perMinute: 2.5 }),
    reveal: async ({ second }) => (second % 2 === 0 ? { system: '', user: PROMPT_CANARY } : null),
    close: async () => {},
    status: () => ({ part: 'intake', status: 'ok', detail: '' }),
  };
  const hunting: Hunting = {
    request: async (cause) => sampleHunt(`asked-${cause}`, { status: 'waiting', cause, finishedAt: null, summary: null }),
    arrived: () => {},
    whatIf: async (_campaign, without) => ({
      without: without as [],
      tier: 'none',
      bits: 3,
      reason: 'too little',
      accounts: null,
      evidence: [],
    }),
    close: async () => {},
    status: () => ({ part: 'hunting', status: 'ok', detail: '' }),
  };
  const events = createEventBus(() => {});
  const accountable = await openAccountability({
    dataFolder,
    records,
    config: config.config,
    clock,
    events,
    alerts: {
      async raise({ statement }) {
        onAlert(statement);
        return { id: 'alert' } as Alert;
      },
    },
    fetch,
    onTrouble: () => {},
  });
  const { ledger, transparency, evidence, dossiers } = accountable;
  const sharing = await createSharing(
    {
      store: traffic,
      dataFolder,
      records,
      intake,
      alerts: {
        async raise({ kind, campaign, statement }) {
          onAlert(statement);
          return await records.alerts.add({ at: clock.now(), kind, campaign, statement });
        },
      },
      ledger,
      events,
      config: config.config,
      clock,
      publicUrl: null,
      fetch,
      onTrouble: () => {},
    },
    { schedule: false },
  );
  const parts: ServerParts = {
    ledger,
    transparency,
    evidence,
    dossiers,
    sharing,
    config,
    records,
    traffic,
    intake,
    hunting,
    alerts: null,
    events,
    clock,
    log,
    consoleFolder,
  };
  const http = await createHttpServer(parts, { checkAnswers: true });
  const node: TestNode = {
    parts,
    records,
    traffic,
    clock,
    http,
    folder: root,
    log: () => logged.join(''),
    recordFiles: () =>
      readdirSync(root, { withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== 'log.jsonl')
        .map(({ name }) => readFileSync(join(root, name))),
    taken,
    answer: () => ({ accepted: 1, rejected: 0, problems: [] }),
    async asPerson(roles, name) {
      const user = await records.people.addUser({ name: name ?? `person-${counted++}`, email: null, roles });
      const id = drawToken();
      const csrfToken = drawToken();
      const { ms } = clock;
      await records.people.addSession({
        idHash: hashToken(id),
        user: user.id,
        csrfToken,
        createdAt: ms,
        expiresAt: ms + 86_400_000,
      });
      return { cookie: `${cookieName(config.config)}=${id}`, 'x-csrf-token': csrfToken };
    },
    async asKey(permissions) {
      const { secret, prefix, hash } = drawKey();
      await records.people.addKey({ name: `key-${counted++}`, prefix, hash, permissions, expiresAt: null, at: clock.ms });
      return { authorization: `Bearer ${secret}` };
    },
    async close() {
      await http.close();
      await sharing.close();
      await accountable.close();
      await records.close();
      await traffic.close();
      dataFolder.close();
      if (folder === undefined) rmSync(root, { recursive: true, force: true });
    },
  };
  return node;
}

async function openWithLog(root: string, dataFolder: DataFolder, lines: string): Promise<TrafficStore> {
  const file = join(root, 'log.jsonl');
  writeFileSync(file, lines);
  const traffic = await openTrafficStore({ dataFolder });
  const { secret, sketchSecret } = dataFolder;
  await ingest({ paths: [file], endpoint: traffic.endpoint, secret, sketchSecret, workers: 1 });
  return traffic;
}

/** A store that answers nothing, for tests of what does not ask it. */
function noTraffic({ nodeKey }: DataFolder): TrafficStore {
  const refuse = async (): Promise<never> => {
    throw new Error('this test has no traffic store');
  };
  return {
    endpoint: { url: '', username: '', password: '', database: '' },
    nodeKey,
    table: (name) => name,
    insert: refuse,
    rows: async (sql) => (sql === 'SELECT 1 AS one' ? [] : await refuse()),
    columns: refuse,
    command: refuse,
    deduplicate: refuse,
    bytesOnDisk: refuse,
    enginePid: () => null,
    close: async () => {},
  };
}

/** Stores one hunt with two campaigns, the first of the log's own accounts, both waiting for review. */
export async function storeHunt(records: Records): Promise<void> {
  const window = { from: new Date(START).toISOString(), to: new Date(NOW).toISOString() };
  const times = { firstSeen: window.from, lastSeen: window.to, detectedAt: window.to };
  const first = sampleUpdate('camp-1', { accounts: MEMBERS, exchanges: 40, ...times }, { reviewCause: 'It is new.' });
  const second = sampleUpdate('camp-2', { ...sampleFinding('camp-2'), ...times }, { reviewCause: 'It is new.' });
  await records.campaigns.apply(sampleHunt('hunt-1', { window }), [first, second]);
}
