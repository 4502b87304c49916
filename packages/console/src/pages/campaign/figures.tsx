// SPDX-License-Identifier: Apache-2.0
import type { CampaignDetail } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { formatBits, formatCompact, formatCount, formatP, formatUsd } from '../../lib/format.ts';
import { toNextTier } from '../../lib/ledger.ts';
import { formatDuration } from '../../lib/time.ts';
import { Moment } from '../../parts/moment.tsx';

/** A campaign in six figures. */
export function Figures({ detail }: { detail: CampaignDetail }): ReactElement {
  const { finding, summary, thresholds } = detail;
  const { harvest } = finding;
  const missing = toNextTier(finding.bits, thresholds);
  const delay = Date.parse(finding.detectedAt) - Date.parse(finding.firstSeen);
  const figures = [
    {
      name: 'Evidence',
      value: `${formatBits(finding.bits)} bits`,
      note:
        missing === null
          ? `p = ${formatP(finding.pValue)}`
          : `${formatBits(missing.bits)} to ${missing.tier}, p = ${formatP(finding.pValue)}`,
    },
    {
      name: 'Accounts',
      value: formatCount(summary.accounts),
      note: `${(finding.exchanges / Math.max(1, summary.accounts)).toFixed(1)} exchanges each`,
    },
    { name: 'Exchanges', value: formatCount(finding.exchanges), note: `${formatCompact(harvest.inputTokens)} tokens asked` },
    { name: 'Answers taken', value: formatCompact(harvest.outputTokens), note: 'tokens' },
    {
      name: 'List price',
      value: harvest.listPriceUsd === null ? 'unknown' : formatUsd(harvest.listPriceUsd),
      note: harvest.listPriceUsd === null ? 'no public price of a model' : 'a figure of scale, not of damage',
    },
    { name: 'Detected after', value: formatDuration(delay), note: 'from its first exchange' },
  ];
  return (
    <section className="card stack" aria-label="In figures">
      <dl className="figures">
        {figures.map(({ name, value, note }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
            <dd className="note">{note}</dd>
          </div>
        ))}
      </dl>
      <p className="small quiet">
        First seen <Moment at={finding.knownSince ?? finding.firstSeen} />; last seen <Moment at={finding.lastSeen} />
      </p>
    </section>
  );
}
