// SPDX-License-Identifier: Apache-2.0
import type { LogAudit } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useChange } from '../../api/queries.ts';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { announce } from '../../parts/announce.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** Problems that are listed; a log that is corrupt may have as many as it has leaves. */
const MOST = 50;

/** Computes the whole log anew and says what came of it. */
export function AuditNow({ size }: { size: number }): ReactElement {
  const audit = useChange('auditLog', ['getLog', 'listLeaves', 'listAudit']);
  return (
    <section className="card stack" aria-labelledby="audit">
      <div className="row apart">
        <h2 id="audit">Audit</h2>
        <button
          type="button"
          className="button primary"
          disabled={audit.isPending}
          onClick={() =>
            audit.mutate({}, { onSuccess: ({ holds }) => announce(holds ? 'The log holds.' : 'The log does not hold.') })
          }
        >
          {audit.isPending ? 'Auditing…' : 'Audit now'}
        </button>
      </div>
      <p className="quiet">
        Computes every hash again from what is stored, up to the root, and opens every payload that can be opened to compare it
        with its commitment. That it was done is recorded.
      </p>
      {audit.isPending ? (
        <p role="status">
          Going through {formatPlural(size, 'leaf', 'leaves')}; a million take about a minute. You may stay on this page.
        </p>
      ) : null}
      {audit.error === null ? null : <ProblemNote error={audit.error} />}
      {audit.data === undefined || audit.isPending ? null : <Result audit={audit.data} />}
    </section>
  );
}

function Result({ audit }: { audit: LogAudit }): ReactElement {
  const { payloads, problems } = audit;
  return (
    <div className={`notice ${audit.holds ? 'good' : 'bad'}`} role="region" aria-label="Result of the audit">
      <b>{audit.holds ? 'The log holds' : `The log does not hold: ${formatPlural(problems.length, 'problem')}`}</b>
      <p>
        <Moment at={audit.at} />: {formatPlural(audit.entries, 'leaf', 'leaves')} hashed again, {formatCount(payloads.checked)}{' '}
        payloads opened and compared, {formatCount(payloads.erased)} erased, {formatCount(payloads.absent)} never kept here.
      </p>
      <p className="small quiet break">
        Root <code>{audit.root}</code>
      </p>
      {problems.length === 0 ? null : (
        <ul className="plain-list">
          {problems.slice(0, MOST).map(({ index, code, statement }) => (
            <li key={`${index} ${code} ${statement}`} className="break">
              {index === null ? (
                'The whole log'
              ) : (
                <Link to="/proof/leaves/$index" params={{ index: String(index) }}>
                  Leaf {index}
                </Link>
              )}
              : {statement} <code>{code}</code>
            </li>
          ))}
          {problems.length > MOST ? <li className="quiet">and {formatCount(problems.length - MOST)} more</li> : null}
        </ul>
      )}
    </div>
  );
}
