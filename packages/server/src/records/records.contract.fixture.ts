// SPDX-License-Identifier: Apache-2.0
import { describe } from 'vitest';
import { accountabilityContract } from './contract/accountability.fixture.ts';
import { backupContract } from './contract/backup.fixture.ts';
import { campaignContract } from './contract/campaigns.fixture.ts';
import { openingContract } from './contract/opening.fixture.ts';
import { pagingContract } from './contract/paging.fixture.ts';
import { peopleContract } from './contract/people.fixture.ts';
import { reviewContract } from './contract/reviews.fixture.ts';
import type { Harness } from './contract/samples.fixture.ts';
import { sharingContract } from './contract/sharing.fixture.ts';
import { systemContract } from './contract/system.fixture.ts';

/**
 * What records promise, over whichever database.
 * @param given what a test is to use: empty records, made before each test.
 */
export function recordsContract(given: () => Harness): void {
  describe('campaigns', () => campaignContract(given));
  describe('reviews', () => reviewContract(given));
  describe('people', () => peopleContract(given));
  describe('the rest', () => systemContract(given));
  describe('accountability', () => accountabilityContract(given));
  describe('sharing', () => sharingContract(given));
  describe('pages', () => pagingContract(given));
  describe('backups', () => backupContract(given));
  describe('opening', () => openingContract(given));
}
