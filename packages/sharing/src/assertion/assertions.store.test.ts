// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe } from 'vitest';
import { assertionContract } from './assertions.contract.fixture.ts';
import { openTestDatabase } from './sqlite.fixture.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

describe('assertions in SQLite', () => assertionContract(() => database));
