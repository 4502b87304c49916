// SPDX-License-Identifier: Apache-2.0
import type { CampaignDetail } from '@stillwatch/core/api';
import { Fragment, type ReactElement } from 'react';
import { FAMILIES } from '../../lib/families.ts';
import { formatBits, formatBitsSigned } from '../../lib/format.ts';
import { keepLedger, type Ledger as Kept, type LedgerLine } from '../../lib/ledger.ts';

const TIERS = ['watch', 'probable', 'confirmed'] as const;
type Thresholds = CampaignDetail['thresholds'];

/** The sum that makes the verdict, line by line, as a person can add it up. */
export function Ledger({
  finding,
  thresholds,
}: {
  finding: Pick<CampaignDetail['finding'], 'evidence' | 'benign' | 'bits'>;
  thresholds: Thresholds;
}): ReactElement {
  const ledger = keepLedger(finding, thresholds.confirmed);
  const span = Math.max(1, ledger.high - ledger.low);
  const place = (tenths: number) => `${((tenths - ledger.low) / span) * 96 + 2}%`;
  return (
    <section className="card ledger-card" aria-labelledby="ledger">
      <header>
        <h2 id="ledger">Why: the evidence, in bits</h2>
        <span className="quiet small">Ten bits: a thousand times likelier if one operator extracts. Bits add up.</span>
      </header>
      <table className="ledger">
        <caption className="unseen">Evidence line by line, with its running sum</caption>
        <thead>
          <tr>
            <th scope="col">Family</th>
            <th scope="col">What was observed</th>
            <th scope="col" className="end">
              Bits
            </th>
            <th scope="col" className="end wide">
              Sum
            </th>
            <th scope="col" className="place">
              <Marks thresholds={thresholds} place={place} />
            </th>
          </tr>
        </thead>
        <tbody>
          {ledger.lines.map((line, i) => (
            <Line
              key={`${line.family} ${line.statement}`}
              line={line}
              before={ledger.lines[i - 1]}
              thresholds={thresholds}
              place={place}
            />
          ))}
        </tbody>
        <Total ledger={ledger} bits={finding.bits} thresholds={thresholds} />
      </table>
    </section>
  );
}

function Line({
  line,
  before,
  thresholds,
  place,
}: {
  line: LedgerLine;
  before: LedgerLine | undefined;
  thresholds: Thresholds;
  place: (tenths: number) => string;
}): ReactElement {
  const { family, statement, tenths, from, to } = line;
  const left = place(Math.min(from, to));
  return (
    <tr>
      <th scope="row">
        <span className={before?.family === family ? 'unseen' : 'row nowrap'} title={FAMILIES[family].about}>
          <i className="swatch" style={{ background: `var(--f-${family})` }} aria-hidden="true" />
          {FAMILIES[family].label}
        </span>
      </th>
      <td className="break">{statement}</td>
      <td className="number">{formatBitsSigned(tenths / 10)}</td>
      <td className="number quiet wide">{formatBits(to / 10)}</td>
      <td className="place" aria-hidden="true">
        {TIERS.map((tier) => (
          <i key={tier} className="mark" style={{ left: place(thresholds[tier] * 10) }} />
        ))}
        <i
          className="bar"
          style={{ left, width: `calc(${place(Math.max(from, to))} - ${left})`, background: `var(--f-${family})` }}
        />
      </td>
    </tr>
  );
}

function Marks({ thresholds, place }: { thresholds: Thresholds; place: (tenths: number) => string }): ReactElement {
  return (
    <>
      <span className="unseen">Place of the running sum</span>
      <span className="mark-words" aria-hidden="true">
        {TIERS.map((tier) => (
          <span key={tier} style={{ left: place(thresholds[tier] * 10) }} title={`${tier} from ${thresholds[tier]} bits`}>
            {thresholds[tier]}
          </span>
        ))}
      </span>
    </>
  );
}

function Total({ ledger, bits, thresholds }: { ledger: Kept; bits: number; thresholds: Thresholds }): ReactElement {
  return (
    <tfoot>
      {ledger.difference === 0 ? null : (
        <tr>
          <th scope="row" colSpan={2}>
            Rounding and caps
          </th>
          <td className="number">{formatBitsSigned(ledger.difference / 10)}</td>
          <td className="wide" />
          <td className="place" />
        </tr>
      )}
      <tr>
        <th scope="row" colSpan={2}>
          Sum
        </th>
        <td className="number">{formatBits(bits)}</td>
        <td className="wide" />
        <td className="place small quiet">
          {TIERS.map((tier, i) => (
            <Fragment key={tier}>
              {i === 0 ? '' : ', '}
              {tier} from {thresholds[tier]}
            </Fragment>
          ))}
        </td>
      </tr>
    </tfoot>
  );
}
