// SPDX-License-Identifier: Apache-2.0
import type { Audience, Tlp } from '@stillwatch/core/api';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { oneOf } from '../../lib/search.ts';
import { AUDIENCE_NAMES, capTlp, TLP_NAMES } from '../../lib/tlp.ts';
import { Empty, Fetched } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { Build } from './build.tsx';
import { ChooseReaders } from './choose-readers.tsx';
import { Comparison } from './comparison.tsx';
import { FileLists } from './file-lists.tsx';
import { usePreviews } from './use-previews.ts';

/** Builds a dossier: of what, for whom, what they would get, and why. */
export function BuilderPage(): ReactElement {
  const may = useMay('release');
  return (
    <>
      <Title name="Build a dossier">
        <p>
          <Link to="/dossiers">Dossiers</Link>
        </p>
      </Title>
      {may ? (
        <Builder />
      ) : (
        <div className="card">
          <Empty title="Building a dossier is not for your role">
            <p>
              What leaves this node is for releasers and approvers. You may <Link to="/dossiers">see and verify</Link> those that
              were built.
            </p>
          </Empty>
        </div>
      )}
    </>
  );
}

function Builder(): ReactElement {
  const search = useSearch({ from: '/framed/dossiers/new' });
  const navigate = useNavigate({ from: '/dossiers/new' });
  const campaigns = useApi('listCampaigns', { query: { limit: 1000 } });
  const audience = oneOf(search.audience, AUDIENCE_NAMES) ?? 'recipients';
  const tlp = capTlp(audience, oneOf(search.tlp, TLP_NAMES));
  const set = (change: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  return (
    <Fetched query={campaigns} lines={6}>
      {({ items }) => {
        const campaign = search.campaign?.slice(0, 200) ?? items[0]?.id ?? '';
        if (campaign === '') {
          return (
            <div className="card">
              <Empty title="There is no campaign yet">
                <p>A dossier is about one. Each hunt adds what it finds.</p>
              </Empty>
            </div>
          );
        }
        return (
          <>
            <section className="card stack" aria-label="What, and for whom">
              <label className="field">
                <span>Campaign</span>
                <select className="input" value={campaign} onChange={(event) => set({ campaign: event.target.value })}>
                  {items.some(({ id }) => id === campaign) ? null : <option value={campaign}>{campaign}</option>}
                  {items.map(({ id, name, tier }) => (
                    <option key={id} value={id}>
                      {name} ({tier})
                    </option>
                  ))}
                </select>
              </label>
              <ChooseReaders audience={audience} tlp={tlp} change={(next, level) => set({ audience: next, tlp: level ?? '' })} />
            </section>
            <Previewed key={campaign} campaign={campaign} audience={audience} tlp={tlp} />
          </>
        );
      }}
    </Fetched>
  );
}

function Previewed({ campaign, audience, tlp }: { campaign: string; audience: Audience; tlp: Tlp }): ReactElement {
  const { chosen, all } = usePreviews(campaign, audience, tlp, true);
  return (
    <Fetched query={chosen} lines={10}>
      {(preview) => (
        <>
          <Warnings warnings={preview.warnings} />
          <FileLists files={preview} />
          <Comparison previews={all} chosen={audience} />
          <Build preview={preview} />
        </>
      )}
    </Fetched>
  );
}

function Warnings({ warnings }: { warnings: readonly string[] }): ReactElement | null {
  if (warnings.length === 0) return null;
  return (
    <section className="notice warn" aria-label="Warnings">
      <b>Look at this before it is built</b>
      <ul className="bullets">
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </section>
  );
}
