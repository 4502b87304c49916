// SPDX-License-Identifier: Apache-2.0
import type { Overview } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { formatCompact, formatCount, formatPercent, formatPlural } from '../../lib/format.ts';
import { formatDuration } from '../../lib/time.ts';
import { Ago } from '../../parts/moment.tsx';

/** How the node is: what comes in, when it last hunted, how often it is wrong. */
export function Node({ data }: { data: Overview }): ReactElement {
  const { intake, falsePositives } = data;
  return (
    <section className="card" aria-labelledby="node">
      <header>
        <h2 id="node">This node</h2>
      </header>
      <dl className="figures">
        <div>
          <dt>Intake</dt>
          <dd>{formatCompact(Math.round(intake.perMinute))}/min</dd>
          <dd className="note">
            {intake.lastAt === null ? (
              'nothing yet'
            ) : (
              <>
                last <Ago at={intake.lastAt} />
              </>
            )}
            {intake.rejected > 0 ? ` · ${formatCount(intake.rejected)} rejected` : ''}
          </dd>
        </div>
        <LastHunt hunt={data.lastHunt} />
        <div>
          <dt>False positives</dt>
          <dd>{falsePositives === null ? 'not known' : formatPercent(falsePositives.rate)}</dd>
          <dd className="note">
            {falsePositives === null
              ? 'too little traffic to measure'
              : `95 %: ${formatPercent(falsePositives.interval[0])} to ${formatPercent(falsePositives.interval[1])}, of ${formatPlural(falsePositives.units, 'account')}`}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function LastHunt({ hunt }: { hunt: Overview['lastHunt'] }): ReactElement {
  if (hunt === null) {
    return (
      <div>
        <dt>Last hunt</dt>
        <dd>none</dd>
        <dd className="note">starts by itself when traffic arrives</dd>
      </div>
    );
  }
  const took = hunt.finishedAt === null ? null : Date.parse(hunt.finishedAt) - Date.parse(hunt.startedAt);
  return (
    <div>
      <dt>Last hunt</dt>
      <dd>{hunt.status === 'done' ? <Ago at={hunt.finishedAt ?? hunt.startedAt} /> : hunt.status}</dd>
      <dd className="note">
        {hunt.error ??
          (took === null
            ? hunt.stage
            : `${formatPlural(hunt.campaigns, 'campaign')}, ${hunt.explained} explained, took ${formatDuration(took)}`)}
      </dd>
    </div>
  );
}
