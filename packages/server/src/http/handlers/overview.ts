// SPDX-License-Identifier: Apache-2.0
import type { Overview } from '@stillwatch/core/api';
import type { Context, Handlers } from '../contract.ts';
import { describeCampaign, describeHunt, momentOrNull } from '../describe.ts';
import { partStatuses } from '../parts-status.ts';
import { hashOfAccount } from '../queries/scope.ts';
import { countScope, readSeries } from '../queries/volume.ts';
import type { Streams } from '../stream.ts';
import { currentCampaigns, huntedSpan, lastDoneHunt, type Span } from '../window.ts';

const TOP = 5;
const HOUR = 3_600;
/** The traffic of a window is counted at most this often: every open console asks. */
const KEEP_MS = 10_000;

interface Counted {
  readonly at: number;
  readonly key: string;
  readonly traffic: Promise<Overview['traffic']>;
}

export function createOverview(streams: Streams): Pick<Handlers, 'overview' | 'events'> {
  let counted: Counted | null = null;
  const trafficOf = async (context: Context, span: Span, key: string): Promise<Overview['traffic']> => {
    if (counted === null || counted.key !== key || context.now - counted.at > KEEP_MS) {
      const traffic = countTraffic(context, span);
      counted = { at: context.now, key, traffic };
      traffic.catch(() => {
        counted = null;
      });
    }
    return await counted.traffic;
  };

  return {
    async overview(context) {
      const { records, parts, now } = context;
      const [latest, done, span, counts, waiting, failedAlerts, statuses, top] = await Promise.all([
        records.hunts.latest(),
        lastDoneHunt(records),
        huntedSpan(context),
        records.campaigns.counts(),
        records.reviews.waiting(),
        records.alerts.countFailed(),
        partStatuses(parts),
        records.campaigns.list({ current: true }, { limit: TOP }),
      ]);
      const { lastAt, perMinute, rejected } = parts.intake.counters();
      const calibration = done?.summary?.calibration;
      return {
        now: new Date(now).toISOString(),
        demonstration: parts.config.config.demonstration,
        window: span === null ? null : { from: moment(span.from), to: moment(span.to) },
        traffic:
          span === null
            ? { exchanges: 0, accounts: 0, series: [] }
            : await trafficOf(context, span, `${done?.id} ${span.from} ${span.to}`),
        campaigns: { ...counts, top: top.items.map(describeCampaign) },
        waiting: { reviews: waiting.count, oldest: momentOrNull(waiting.oldest), failedAlerts },
        intake: { lastAt: momentOrNull(lastAt), perMinute, rejected },
        lastHunt: latest === null ? null : describeHunt(latest),
        falsePositives:
          calibration === undefined
            ? null
            : { rate: calibration.falsePositiveRate, interval: calibration.interval, units: calibration.units },
        explained: done?.summary?.explained ?? [],
        parts: statuses,
      };
    },
    async events({ reply }) {
      streams.open(reply);
      return '';
    },
  };
}

async function countTraffic({ parts, records }: Context, span: Span): Promise<Overview['traffic']> {
  const { traffic: store } = parts;
  const members = (await currentCampaigns(records)).flatMap(({ finding }) => finding.accounts);
  const accounts = members.map((account) => hashOfAccount(store, account));
  const series = await readSeries(store, { ...span, accounts }, HOUR);
  return {
    ...(await countScope(store, span)),
    series: series.map(({ at, all, matching }) => ({ at: moment(at), all, campaigns: matching })),
  };
}

function moment(second: number): string {
  return new Date(second * 1000).toISOString();
}
