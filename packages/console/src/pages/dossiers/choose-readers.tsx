// SPDX-License-Identifier: Apache-2.0
import type { Audience, Tlp } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { AUDIENCE_NAMES, AUDIENCE_WORDS, TLP_NAMES, TLP_WORDS, tlpsFor } from '../../lib/tlp.ts';
import { TlpChip } from '../../parts/tlp-chip.tsx';

/** For whom a dossier is, and up to which marking. */
export function ChooseReaders({
  audience,
  tlp,
  change,
}: {
  audience: Audience;
  tlp: Tlp;
  change: (audience: Audience, tlp: Tlp | undefined) => void;
}): ReactElement {
  const allowed = tlpsFor(audience);
  return (
    <>
      <fieldset className="stack">
        <legend>Who will read it?</legend>
        <div className="decisions readers">
          {AUDIENCE_NAMES.map((name) => (
            <label key={name}>
              <span className="row">
                <input
                  type="radio"
                  name="audience"
                  value={name}
                  checked={audience === name}
                  onChange={() => change(name, undefined)}
                />
                <b>{AUDIENCE_WORDS[name].name}</b>
              </span>
              <small>{AUDIENCE_WORDS[name].who}</small>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset className="stack">
        <legend>Shown up to which marking?</legend>
        <div className="decisions readers">
          {TLP_NAMES.map((name) => (
            <label key={name} className={allowed.includes(name) ? undefined : 'refused'}>
              <span className="row">
                <input
                  type="radio"
                  name="tlp"
                  value={name}
                  checked={tlp === name}
                  disabled={!allowed.includes(name)}
                  onChange={() => change(audience, name)}
                />
                <TlpChip tlp={name} />
              </span>
              <small>{allowed.includes(name) ? TLP_WORDS[name] : 'not for these readers'}</small>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}
