// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import type { LiveState } from '../api/events.ts';
import { type Theme, useTheme, useZone } from '../lib/preferences.ts';
import { nameZone } from '../lib/time.ts';

const WORDS: Readonly<Record<LiveState, string>> = { live: 'live', connecting: 'connecting', lost: 'not live' };

/** The one place that says in which zone times are, how the page looks, and whether it is live. */
export function Foot({ live }: { live: LiveState }): ReactElement {
  const [zone, setZone] = useZone();
  const [theme, setTheme] = useTheme();
  return (
    <footer className="foot">
      <span className={`live ${live}`}>
        <i aria-hidden="true" />
        {WORDS[live]}
      </span>
      <span>
        Times in <b>{nameZone(zone)}</b>{' '}
        {nameZone('local') === nameZone('utc') ? null : (
          <button type="button" className="button plain slim" onClick={() => setZone(zone === 'utc' ? 'local' : 'utc')}>
            {zone === 'utc' ? 'use this browser’s' : 'use UTC'}
          </button>
        )}
      </span>
      <label className="row">
        Appearance
        <select className="input fit" value={theme} onChange={(event) => setTheme(event.target.value as Theme)}>
          <option value="system">system</option>
          <option value="light">light</option>
          <option value="dark">dark</option>
        </select>
      </label>
      <a href="/v1/openapi.json">HTTP API</a>
    </footer>
  );
}
