// SPDX-License-Identifier: Apache-2.0
import type { InboxItem } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { formatPercent } from '../../lib/format.ts';
import { GATE_WORDS, INBOX_WORDS } from '../../lib/sharing-words.ts';
import { placeTrustLines, type TrustLine } from '../../lib/trust-lines.ts';
import { StateChip } from './state-chip.tsx';

/** Why it is trusted so far: each line adds to or takes from the log-odds, and together they are the score. */
export function Trust({ item: { trust, gate, state } }: { item: InboxItem }): ReactElement {
  const { lines, most } = placeTrustLines(trust.lines);
  return (
    <section className="card stack" aria-labelledby="trust">
      <header>
        <h2 id="trust">How far it can be trusted</h2>
        <b>{formatPercent(trust.score)}</b>
      </header>
      <ul className="trust-lines">
        {lines.map((line) => (
          <Line key={line.figure + line.text} line={line} most={most} />
        ))}
      </ul>
      <p className="small quiet">
        Figures are log-odds: +0.7 doubles the odds that it is right, −0.7 halves them. Firms of one owner, and relays of the same
        report, are one lineage.
      </p>
      {state === 'new' || state === 'accepted' ? (
        <LeadsTo gate={gate} />
      ) : (
        <p>Nothing follows from it any more: it is {INBOX_WORDS[state].name}.</p>
      )}
    </section>
  );
}

function LeadsTo({ gate }: Pick<InboxItem, 'gate'>): ReactElement {
  return (
    <div className="stack tight">
      <h3>
        Leads to, at most: <StateChip words={GATE_WORDS[gate.most]} />
      </h3>
      <p className="break">
        {GATE_WORDS[gate.most].about}; {gate.why}.
      </p>
      <p className="small quiet">
        Whatever partners say, nothing above friction follows without something in your own traffic that says the same, and then a
        person decides.
      </p>
    </div>
  );
}

function Line({ line: { adds, figure, text }, most }: { line: TrustLine; most: number }): ReactElement {
  const share = ((adds ?? 0) / most) * 50;
  return (
    <li>
      <b className="number">{figure}</b>
      <span className="trust-rail" aria-hidden="true">
        <i
          className={share < 0 ? 'less' : 'more'}
          style={{ left: `${50 + Math.min(0, share)}%`, width: `${Math.abs(share)}%` }}
        />
      </span>
      <span className="break">{text}</span>
    </li>
  );
}
