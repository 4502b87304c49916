// SPDX-License-Identifier: Apache-2.0
import type { SharedCollection, SharingSettings } from '@stillwatch/core/api';
import type { ReactElement, ReactNode } from 'react';
import { useApi } from '../../api/queries.ts';
import { formatCount } from '../../lib/format.ts';
import { formatDuration } from '../../lib/time.ts';
import { CopyButton } from '../../parts/copy.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Fetched } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { SharingTabs } from './sharing-tabs.tsx';

/** Who this node is to its partners: what they need of it, to be copied. */
export function NodePage(): ReactElement {
  const settings = useApi('getSharing', {});
  const collections = useApi('listCollections', {});
  return (
    <>
      <Title name="Sharing: this node">
        <p>Who this node is to its partners. Give them its key and address by a way that both of you trust.</p>
      </Title>
      <SharingTabs here="/sharing/node" />
      <Fetched query={settings} lines={8}>
        {(found) => (
          <div className="halves">
            <Identity settings={found} />
            <Group settings={found} />
          </div>
        )}
      </Fetched>
      <section className="card stack" aria-labelledby="collections">
        <h2 id="collections">Collections that partners read</h2>
        <Fetched query={collections} lines={3}>
          {({ collections: all }) =>
            all.length === 0 ? (
              <p className="quiet">There is none yet; the first release makes one.</p>
            ) : (
              <ul className="plain-list">
                {all.map((collection) => (
                  <li key={collection.id}>
                    <Collection collection={collection} />
                  </li>
                ))}
              </ul>
            )
          }
        </Fetched>
      </section>
    </>
  );
}

function Identity({ settings }: { settings: SharingSettings }): ReactElement {
  const { organisation, identity, key, taxiiUrl, pullSeconds } = settings;
  return (
    <section className="card stack" aria-labelledby="identity">
      <h2 id="identity">What partners need</h2>
      <dl className="facts">
        <Copied name="Signs as" value={organisation} />
        <Copied name="Public key (Ed25519)" value={key.publicKey}>
          <span className="small quiet">
            <code>{key.id}</code>, since <Moment at={key.since} />
          </span>
        </Copied>
        <Copied name="TAXII 2.1 address" value={taxiiUrl} />
        <Copied name="STIX identity" value={identity} />
      </dl>
      <p className="small quiet">
        Each partner needs a credential besides; an administrator makes it on the partner’s page. Partners are asked every{' '}
        {formatDuration(pullSeconds * 1000)}.
      </p>
    </section>
  );
}

function Copied({ name, value, children }: { name: string; value: string; children?: ReactNode }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd className="stack tight">
        <code className="break">{value}</code>
        {children}
        <div>
          <CopyButton value={value} what={name} slim />
        </div>
      </dd>
    </>
  );
}

function Group({ settings: { group } }: { settings: SharingSettings }): ReactElement {
  return (
    <section className="card stack" aria-labelledby="group">
      <h2 id="group">The group whose fingerprints fit together</h2>
      {group === null ? (
        <>
          <p className="notice warn">
            This node is in no group: it sketches prompts under a key of its own, so that its fingerprints fit nobody else’s, and
            nobody’s fit its traffic.
          </p>
          <p>
            Members of a group have one key in common. What one publishes is then found in the traffic of the others, without any
            prompt leaving anybody. The key is set in the configuration of each member.
          </p>
        </>
      ) : (
        <>
          <dl className="facts">
            <dt>Group</dt>
            <dd>
              <b>{group.name}</b>
            </dd>
            <dt>Key</dt>
            <dd>
              <code className="break">{group.keyId}</code> <span className="small quiet">the same id at each member</span>
            </dd>
          </dl>
          <p>
            Fingerprints of members under the same key id are found in this node’s traffic, and those of this node in theirs. The
            key itself is never shown.
          </p>
        </>
      )}
    </section>
  );
}

function Collection({ collection }: { collection: SharedCollection }): ReactElement {
  const { title, alias, description, url, objects, withdrawn, canRead, canWrite } = collection;
  return (
    <div className="stack tight">
      <span className="row">
        <b className="break">{title}</b>
        {alias === null ? null : <code>{alias}</code>}
        <span className="chip">{formatCount(objects)} objects</span>
        {withdrawn === 0 ? null : <span className="chip">{formatCount(withdrawn)} withdrawn</span>}
        <span className="chip">
          {[canRead ? 'read' : '', canWrite ? 'write' : ''].filter((word) => word !== '').join(', ') || 'closed'}
        </span>
      </span>
      {description === '' ? null : <span className="break">{description}</span>}
      <span className="row">
        <code className="break small">{url}</code>
        <CopyButton value={url} what={`address of ${title}`} slim />
      </span>
    </div>
  );
}
