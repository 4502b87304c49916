// SPDX-License-Identifier: Apache-2.0
import type { Handlers } from '../contract.ts';
import type { Metrics } from '../metrics.ts';
import { describeApi } from '../openapi.ts';
import { partStatuses } from '../parts-status.ts';

export function createSystem(metrics: Metrics): Pick<Handlers, 'health' | 'ready' | 'metrics' | 'openapi'> {
  const description = describeApi();
  return {
    health: async () => ({ status: 'ok' }),
    async ready({ parts, reply }) {
      const statuses = await partStatuses(parts);
      const ready = statuses.every(({ status }) => status !== 'down');
      if (!ready) reply.code(503);
      return { ready, parts: statuses };
    },
    async metrics({ reply }) {
      reply.type(metrics.contentType);
      return await metrics.text();
    },
    openapi: async () => description,
  };
}
