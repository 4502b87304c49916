// SPDX-License-Identifier: Apache-2.0
import type { LogHealth, LogWitness } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { WITNESS_WORDS } from '../../lib/log-health.ts';
import { Ago, Moment } from '../../parts/moment.tsx';
import { Empty } from '../../parts/states.tsx';

/** Who countersigns this log, and how far each has come. */
export function Witnesses({ log }: { log: LogHealth }): ReactElement {
  const { witnesses, quorum } = log;
  return (
    <section className="card stack" aria-labelledby="witnesses">
      <div className="row apart">
        <h2 id="witnesses">Witnesses</h2>
        {witnesses.length === 0 ? null : (
          <span className={`chip ${quorum.met ? 'good' : log.size === 0 ? '' : 'bad'}`}>
            {quorum.have} of {witnesses.length} signed the newest, {quorum.needed} needed
          </span>
        )}
      </div>
      {witnesses.length === 0 ? (
        <Empty title="Nobody countersigns this log">
          <p>
            Ask another node’s operator to be a witness, and name them under <code>log.witnesses</code> in the configuration.
            Until then this node could show two histories, and nobody would notice.
          </p>
        </Empty>
      ) : (
        <ul className="plain-list">
          {witnesses.map((witness) => (
            <li key={witness.name}>
              <Witness witness={witness} size={log.size} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Witness({ witness, size }: { witness: LogWitness; size: number }): ReactElement {
  const { name, look } = WITNESS_WORDS[witness.status];
  return (
    <div className="stack tight">
      <div className="row apart">
        <b className="break">{witness.name}</b>
        <span className={`chip ${look}`}>{name}</span>
      </div>
      <p className="small">
        {witness.size === null ? (
          'Has signed nothing yet.'
        ) : (
          <>
            Signed {formatPlural(witness.size, 'leaf', 'leaves')}
            {witness.size === size ? '' : ` of ${formatCount(size)}`}
            {witness.signedAt === null ? null : (
              <>
                , <Moment at={witness.signedAt} short />
              </>
            )}
            .
          </>
        )}{' '}
        {witness.askedAt === null ? null : (
          <span className="quiet">
            Asked <Ago at={witness.askedAt} />.
          </span>
        )}
      </p>
      {witness.detail === '' ? null : <p className="small break">{witness.detail}</p>}
      <p className="small quiet break">{witness.url}</p>
    </div>
  );
}
