// SPDX-License-Identifier: Apache-2.0
import type { CampaignDetail } from '@stillwatch/core/api';
import { type ReactElement, useId, useMemo } from 'react';
import { TimeChart } from '../../parts/time-chart.tsx';

/** The campaign’s hours over everybody else’s: two charts of one time axis, since their scales differ by far. */
export function Timeline({ finding }: { finding: CampaignDetail['finding'] }): ReactElement {
  const { timeline, detectedAt } = finding;
  const sync = useId();
  const { times, campaign, background, marks } = useMemo(
    () => ({
      times: timeline.map(({ hour }) => Date.parse(hour)),
      campaign: [
        { label: 'this campaign', values: timeline.map((step) => step.campaign), color: '--chart-campaign', fill: true },
      ],
      background: [
        { label: 'everybody else', values: timeline.map((step) => step.background), color: '--chart-all', fill: true },
      ],
      marks: [{ at: Date.parse(detectedAt), label: 'detected' }],
    }),
    [timeline, detectedAt],
  );
  return (
    <section className="card stack" aria-labelledby="timeline">
      <header>
        <h2 id="timeline">When it acts, against everybody else</h2>
        <span className="quiet small">exchanges per hour, each on its own scale</span>
      </header>
      <TimeChart
        title="Exchanges of the campaign per hour"
        height={170}
        times={times}
        series={campaign}
        sync={sync}
        marks={marks}
      />
      <TimeChart title="Exchanges of everybody else per hour" height={120} times={times} series={background} sync={sync} />
    </section>
  );
}
