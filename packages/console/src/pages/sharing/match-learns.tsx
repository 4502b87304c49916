// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';

/** In plain words, what each side learns of a match, and what keeps it so. */
export function MatchLearns(): ReactElement {
  return (
    <details className="card learns" open>
      <summary>
        <h2>What each side learns</h2>
      </summary>
      <div className="halves">
        <div>
          <h3>You learn</h3>
          <ul className="bullets">
            <li>about how many of your values the partner has too: “20 or more”, never the exact number</li>
            <li>nothing below a minimum: of one or two somebody could be recognised</li>
            <li>nothing about what else the partner has</li>
          </ul>
        </div>
        <div>
          <h3>The partner learns</h3>
          <ul className="bullets">
            <li>that you asked, when, what kind, and how many values you brought, rounded up to whole batches</li>
            <li>
              neither your values nor how many you have in common: they arrive blinded, with a secret that never leaves this node
            </li>
            <li>nothing that it could compare with a later run: keys change with each epoch</li>
          </ul>
        </div>
      </div>
      <p className="small quiet">
        Who may try many values could guess addresses one by one. Therefore each partner has a budget per epoch, and every run is
        recorded. The method is a verifiable oblivious pseudorandom function (RFC 9497).
      </p>
    </details>
  );
}
