// SPDX-License-Identifier: Apache-2.0
import { opinion, type Worker } from './worker.ts';

/** Size of the account's cluster and what its members pay with. The rules on prefixes of hashes need the hashes. */
const hydra: Worker = {
  name: 'hydra',
  weight: 0.08,
  judge({ clusterOf }, account) {
    const { size, users, requests } = clusterOf(account);
    if (size < 2) return null;
    const [most = 0, second = 0] = users.payment;
    const score =
      0.4 * Math.min(1, size / 25) +
      Math.min(0.35, 0.07 * users.payment.length) +
      Math.min(0.15, 0.03 * users.net.length) +
      (second >= 3 ? 0.25 : most >= 4 ? 0.15 : 0);
    return opinion(score, Math.min(1, requests / 100));
  },
};

/** Rented servers, alone or as a cluster. Which of them are large clouds, small or lawless ones the log does not say. */
const asnClassifier: Worker = {
  name: 'asn-classifier',
  weight: 0.07,
  judge({ table, clusterOf }, account) {
    const rented = table.accounts.hosted[account] === 1;
    const { size, hosted, users } = clusterOf(account);
    const together = size >= 3 && hosted >= 0.6 * size;
    if (!rented && !together) return null;
    const single = together && (users.asn[0] ?? 0) >= 0.7 * size;
    return opinion((rented ? 0.2 : 0) + (together ? 0.4 : 0) + (single ? 0.1 : 0), together ? 0.9 : 0.6);
  },
};

export const IDENTITY_WORKERS: readonly Worker[] = [hydra, asnClassifier];
