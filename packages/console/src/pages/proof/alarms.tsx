// SPDX-License-Identifier: Apache-2.0
import type { LogAlarm } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { clearCommand, explainAlarm } from '../../lib/log-health.ts';
import { Verbatim } from '../../parts/copy.tsx';
import { Moment } from '../../parts/moment.tsx';

/** What was seen of a log and must not be: what it means, and what to do. */
export function Alarms({ alarms }: { alarms: readonly LogAlarm[] }): ReactElement | null {
  if (alarms.length === 0) return null;
  const standing = alarms.filter(({ clearedAt }) => clearedAt === null);
  const cleared = alarms.filter(({ clearedAt }) => clearedAt !== null);
  return (
    <section className="stack" aria-labelledby="alarms">
      <h2 id="alarms">Alarms</h2>
      {standing.map((alarm) => (
        <Alarm key={alarm.id} alarm={alarm} />
      ))}
      {cleared.length === 0 ? null : (
        <details className="card">
          <summary>Cleared before ({cleared.length})</summary>
          <ul className="plain-list">
            {cleared.map((alarm) => (
              <li key={alarm.id} className="break">
                <b>{explainAlarm(alarm).name}</b>, <Moment at={alarm.at} short />: {alarm.detail}{' '}
                <span className="quiet">
                  Cleared by {alarm.clearedBy}, <Moment at={alarm.clearedAt ?? alarm.at} short />.
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Alarm({ alarm }: { alarm: LogAlarm }): ReactElement {
  const { name, means, steps } = explainAlarm(alarm);
  return (
    <article className="notice bad" aria-label={name}>
      <h3>{name}</h3>
      <p className="small quiet break">
        <code>{alarm.origin}</code> · <Moment at={alarm.at} />
      </p>
      <p>{means}</p>
      <p className="break">
        <b>Seen:</b> {alarm.detail}
      </p>
      <h4>What to do</h4>
      <ol className="steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="small quiet">
        It stays until somebody clears it on this node’s own machine, for good reason and under their name
        {alarm.own ? '; until then nothing is signed, and what has to be recorded is refused' : ''}:
      </p>
      <Verbatim text={clearCommand(alarm)} what="the command that clears it" />
    </article>
  );
}
