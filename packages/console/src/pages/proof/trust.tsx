// SPDX-License-Identifier: Apache-2.0
import type { LogHealth } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { Secret, Verbatim } from '../../parts/copy.tsx';
import { saveFile } from '../../parts/save.ts';

/** What somebody needs to check this log without asking it for the truth. */
export function Trust({ log }: { log: LogHealth }): ReactElement {
  return (
    <section className="card stack" aria-labelledby="trust">
      <h2 id="trust">For those who verify</h2>
      <p className="quiet">
        Give key and policy to whoever verifies proofs of this log, by a way of their own: on your site, by letter, by telephone.
        A copy that comes along with a proof proves nothing.
      </p>
      <div className="halves">
        <div className="stack">
          <h3>Verifier key of the log</h3>
          <Secret value={log.key} what="the verifier key" />
        </div>
        <div className="stack">
          <h3>Policy: whose signatures count, and how many</h3>
          <Verbatim text={log.policy} what="the policy" />
          <div>
            <button
              type="button"
              className="button"
              onClick={() => saveFile('policy.txt', new Blob([log.policy], { type: 'text/plain' }))}
            >
              Save policy.txt
            </button>
          </div>
        </div>
      </div>
      <div className="stack">
        <h3>Newest checkpoint, with its countersignatures</h3>
        {log.checkpoint === null ? (
          <p className="quiet">There is none before the first leaf.</p>
        ) : (
          <Verbatim text={log.checkpoint} what="the checkpoint" />
        )}
      </div>
    </section>
  );
}
