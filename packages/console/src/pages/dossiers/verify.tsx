// SPDX-License-Identifier: Apache-2.0
import type { Dossier, ResponseOf } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { countSteps, wordsOfStep } from '../../lib/verification-steps.ts';
import { Moment } from '../../parts/moment.tsx';
import { Empty, Fetched } from '../../parts/states.tsx';

type Verification = ResponseOf<'verifyDossier'>;
type Status = Verification['steps'][number]['status'];

/** The stored dossier checked as a stranger would, each step with what it shows and what it does not. */
export function Verify({ dossier }: { dossier: Dossier }): ReactElement {
  const there = dossier.state !== 'deleted';
  const verification = useApi('verifyDossier', { params: { id: dossier.id } }, { enabled: there });
  if (!there) {
    return (
      <div className="card">
        <Empty title="Its files were deleted">
          <p>Whoever has a copy can still verify it: its leaf in the log, and every proof, stay.</p>
        </Empty>
      </div>
    );
  }
  return (
    <Fetched query={verification} lines={12}>
      {(found) => (
        <section className="stack" aria-labelledby="steps">
          <div className="row apart">
            <h2 id="steps">Verification, step by step</h2>
            <button
              type="button"
              className="button"
              disabled={verification.isFetching}
              onClick={() => void verification.refetch()}
            >
              {verification.isFetching ? 'Verifying…' : 'Verify again'}
            </button>
          </div>
          <div className={`notice ${found.holds ? 'good' : 'bad'}`} role="status">
            <b>{found.holds ? 'It verifies' : 'It does not verify'}</b>
            <p>
              {countSteps(found.steps)}, <Moment at={found.at} />. Checked by this node on the stored file, with the node’s own
              keys: whoever does not trust the node does it themselves.
            </p>
          </div>
          <ol className="checks">
            {found.steps.map((step) => (
              <Step key={step.step} step={step} />
            ))}
          </ol>
        </section>
      )}
    </Fetched>
  );
}

const SIGNS: Readonly<Record<Status, { sign: string; word: string }>> = {
  passed: { sign: '✓', word: 'passed' },
  failed: { sign: '✕', word: 'failed' },
  skipped: { sign: '–', word: 'skipped' },
};

function Step({ step }: { step: Verification['steps'][number] }): ReactElement {
  const { sign, word } = SIGNS[step.status];
  const words = wordsOfStep(step.step);
  return (
    <li className={`check ${step.status}`}>
      <span className="check-sign" aria-hidden="true">
        {sign}
      </span>
      <div className="stack tight">
        <h3>
          {words?.name ?? step.step} <span className="check-word">{word}</span>
        </h3>
        <p className="small break">
          {step.title}
          {step.detail === '' ? '' : ': '}
          <b>{step.detail}</b>
        </p>
        {words === null ? null : (
          <dl className="means">
            <dt>{step.status === 'passed' ? 'Shows' : 'Would show'}</dt>
            <dd>{words.shows}</dd>
            <dt>Does not show</dt>
            <dd>{words.not}</dd>
          </dl>
        )}
      </div>
    </li>
  );
}
