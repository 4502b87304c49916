// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe } from 'vitest';
import type { Records } from '../parts.ts';
import { type Harness, testClock } from './contract/samples.fixture.ts';
import { openRecords } from './open.ts';
import { recordsContract } from './records.contract.fixture.ts';

let harness: Harness;

beforeEach(async () => {
  const root = mkdtempSync(join(tmpdir(), 'stillwatch-records-'));
  const clock = testClock();
  const place = { url: null, folder: join(root, 'node') };
  const open = (): Promise<Records> => openRecords({ ...place, clock });
  const emptyPlace = async () => ({ url: null, folder: mkdtempSync(join(root, 'other-')) });
  harness = { place, clock, records: await open(), again: open, emptyPlace, folder: root };
});

afterEach(async () => {
  await harness.records.close();
  rmSync(harness.folder, { recursive: true });
});

describe('records in SQLite', () => recordsContract(() => harness));
