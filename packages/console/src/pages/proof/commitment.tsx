// SPDX-License-Identifier: Apache-2.0
import type { LogLeafDetail } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { Verbatim } from '../../parts/copy.tsx';

/** What was committed to, and whether it fits. */
export function Commitment({ detail }: { detail: LogLeafDetail }): ReactElement {
  const { leaf, payload, commitHolds } = detail;
  return (
    <section className="card stack" aria-labelledby="payload">
      <h2 id="payload">What was committed to</h2>
      {payload === null ? (
        <Missing state={leaf.payload} />
      ) : (
        <>
          <Check holds={commitHolds} />
          <dl className="facts">
            {Object.entries(payload).map(([name, value]) => (
              <Member key={name} name={name} value={value} />
            ))}
          </dl>
          <details>
            <summary>As JSON</summary>
            <Verbatim text={JSON.stringify(payload, null, 2)} what="the payload" />
          </details>
        </>
      )}
    </section>
  );
}

function Check({ holds }: { holds: boolean | null }): ReactElement {
  if (holds === null) return <p className="quiet">There is no commitment to compare it with.</p>;
  return (
    <div className={`notice ${holds ? 'good' : 'bad'}`}>
      <b>{holds ? 'It fits its commitment' : 'It does not fit its commitment'}</b>
      <p>
        {holds
          ? 'SHA-256 of salt and payload is the commitment in the log: this, and nothing else, was recorded.'
          : 'What is stored beside the log is not what was recorded. The log itself still holds; treat what stands here as changed.'}
      </p>
    </div>
  );
}

function Missing({ state }: { state: LogLeafDetail['leaf']['payload'] }): ReactElement {
  return (
    <div className="notice">
      <b>{state === 'erased' ? 'Erased' : state === 'absent' ? 'Never kept here' : 'It cannot be opened now'}</b>
      <p>
        {state === 'erased'
          ? 'Its key and salt were destroyed, so nobody can read it or find it by guessing. That something was recorded, when and by whom, still holds, and so does every proof.'
          : state === 'absent'
            ? 'This node has the leaf only. Whoever has payload and salt can show that they fit the commitment.'
            : 'The payload is kept, and could not be read. An audit says why.'}
      </p>
    </div>
  );
}

function Member({ name, value }: { name: string; value: unknown }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd className="break">{typeof value === 'string' ? value : <code>{JSON.stringify(value)}</code>}</dd>
    </>
  );
}
