// SPDX-License-Identifier: Apache-2.0
import type { AccountDetail } from '@stillwatch/core/api';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi, usePages } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { formatBits, formatCount, formatKind, formatPercent, formatPlural } from '../../lib/format.ts';
import { titleOf } from '../../lib/techniques.ts';
import { ExchangeTable } from '../../parts/exchange-table.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Parts } from '../../parts/parts.tsx';
import { Share } from '../../parts/share.tsx';
import { Fetched } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { Label } from './label.tsx';
import { Shared } from './shared.tsx';

export function AccountPage(): ReactElement {
  const { account } = useParams({ from: '/framed/accounts/$account' });
  const may = useMay('allow');
  const detail = useApi('getAccount', { params: { id: account } });
  const exchanges = usePages('listExchanges', { query: { account, limit: 200 } });
  return (
    <>
      <Title
        name={account}
        actions={
          may ? (
            <Link
              to="/settings/{-$section}"
              params={{ section: 'erasure' }}
              search={{ kind: 'account', id: account }}
              className="button"
            >
              Erase what is kept…
            </Link>
          ) : undefined
        }
      >
        <p>Account</p>
      </Title>
      <Fetched query={detail} lines={8}>
        {(found) => <Body detail={found} />}
      </Fetched>
      <section className="stack" aria-labelledby="exchanges">
        <h2 id="exchanges">Its exchanges, newest first</h2>
        <ExchangeTable pages={exchanges} height="28rem" />
      </section>
    </>
  );
}

function Body({ detail }: { detail: AccountDetail }): ReactElement {
  const { summary, membership } = detail;
  return (
    <>
      <section className="card stack" aria-label="In figures">
        <dl className="figures">
          <Figure name="Exchanges" value={formatCount(summary.exchanges)} />
          <Figure name="With a signal" value={formatPercent(summary.signalled)} />
          <Figure name="Plan" value={summary.plan === '' ? 'unknown' : summary.plan} />
          <Figure
            name="Organisation"
            value={detail.organisation === null ? 'none' : 'declared'}
            note={detail.organisation ?? undefined}
          />
          <Figure name="Declared use" value={detail.declaredUse === '' ? 'none' : formatKind(detail.declaredUse)} />
          <Figure name="Network" value={detail.network === '' ? 'unknown' : formatKind(detail.network)} />
        </dl>
        <p className="small quiet">
          {summary.createdAt === null ? (
            'Creation unknown'
          ) : (
            <>
              Created <Moment at={summary.createdAt} short />
            </>
          )}
          ; seen from <Moment at={summary.firstSeen} short /> to <Moment at={summary.lastSeen} />
        </p>
      </section>
      <div className="halves">
        <Membership membership={membership} />
        <Label account={summary.account} label={detail.label} />
        <section className="card stack" aria-labelledby="asks">
          <h2 id="asks">What it asks for</h2>
          {detail.techniques.length === 0 ? <p className="quiet">No exchange shows an extraction technique.</p> : null}
          {detail.techniques.map(({ id, exchanges }) => (
            <Share
              key={id}
              name={
                <Link to="/traffic" search={{ account: summary.account, technique: id }}>
                  {titleOf(id)}
                </Link>
              }
              part={exchanges}
              whole={summary.exchanges}
            />
          ))}
        </section>
        <Shared shared={detail.shared} absent={detail.absent} />
      </div>
    </>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note?: string | undefined }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      {note === undefined ? null : <dd className="note break">{note}</dd>}
    </div>
  );
}

function Membership({ membership }: { membership: AccountDetail['membership'] }): ReactElement {
  return (
    <section className="card stack" aria-labelledby="membership">
      <h2 id="membership">
        {membership === null || membership.member ? 'Why it belongs to a campaign' : 'How near it came to a campaign'}
      </h2>
      {membership === null ? (
        <p className="quiet">It belongs to none, and no hunt scored it near one.</p>
      ) : (
        <>
          <p>
            {membership.member ? 'Belongs to' : 'Nearest to'}{' '}
            <Link to="/campaigns/$id" params={{ id: membership.campaign }}>
              <code>{membership.campaign}</code>
            </Link>{' '}
            by <b>{formatBits(membership.bits)} bits</b>, of{' '}
            {formatPlural(Object.values(membership.parts).filter((bits) => bits > 0).length, 'kind')}:
          </p>
          <Parts parts={membership.parts} />
        </>
      )}
    </section>
  );
}
