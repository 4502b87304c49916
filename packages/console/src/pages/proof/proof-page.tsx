// SPDX-License-Identifier: Apache-2.0
import type { LogHealth } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { formatCount } from '../../lib/format.ts';
import { judgeLog } from '../../lib/log-health.ts';
import { CopyButton } from '../../parts/copy.tsx';
import { Ago } from '../../parts/moment.tsx';
import { Fetched } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { Alarms } from './alarms.tsx';
import { AuditNow } from './audit-now.tsx';
import { ProofTabs } from './proof-tabs.tsx';
import { Trust } from './trust.tsx';
import { Watched } from './watched.tsx';
import { Witnesses } from './witnesses.tsx';

/** Leaves come at any time, and witnesses answer a moment later. */
const AGAIN_MS = 10_000;

export function ProofPage(): ReactElement {
  const health = useApi('getLog', {}, { refetchInterval: AGAIN_MS });
  const may = useMay('audit');
  return (
    <>
      <Title name="Proof">
        <p>The log of everything that matters here: it can only grow, and others watch that it does.</p>
      </Title>
      <ProofTabs here="/proof" />
      <Fetched query={health} lines={12}>
        {(log) => (
          <>
            <Verdict log={log} />
            <Alarms alarms={log.alarms} />
            <Figures log={log} />
            <div className="halves">
              <Witnesses log={log} />
              <Watched log={log} />
            </div>
            {may ? <AuditNow size={log.size} /> : null}
            <Trust log={log} />
          </>
        )}
      </Fetched>
    </>
  );
}

function Verdict({ log }: { log: LogHealth }): ReactElement {
  const { look, title, text } = judgeLog(log);
  return (
    <div className={`notice ${look}`} role="status">
      <b>{title}</b>
      <p>{text}</p>
    </div>
  );
}

function Figures({ log }: { log: LogHealth }): ReactElement {
  const { quorum, size, witnessedSize } = log;
  return (
    <section className="card stack" aria-label="In figures">
      <dl className="figures">
        <div>
          <dt>Leaves</dt>
          <dd>{formatCount(size)}</dd>
          <dd className="note">
            {log.lastAt === null ? (
              'none yet'
            ) : (
              <>
                the newest <Ago at={log.lastAt} />
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>Signing</dt>
          <dd>{log.signing ? 'yes' : 'no'}</dd>
          <dd className="note">{log.signing ? 'every size it has' : 'stopped by an alarm'}</dd>
        </div>
        <div>
          <dt>Countersigned</dt>
          <dd>{quorum.needed === 0 && quorum.have === 0 ? 'by nobody' : `${quorum.have} of ${quorum.needed}`}</dd>
          <dd className="note">
            {quorum.needed === 0 ? 'no quorum is asked for' : quorum.met ? 'quorum met' : 'quorum not met'}
          </dd>
        </div>
        <div>
          <dt>Quorum met up to</dt>
          <dd>{witnessedSize === null ? 'nothing' : formatCount(witnessedSize)}</dd>
          <dd className="note">{witnessedSize === null ? 'no size was witnessed yet' : 'leaves'}</dd>
        </div>
        <div>
          <dt>Time stamps</dt>
          <dd>{log.timestampAuthority === null ? 'none' : 'yes'}</dd>
          <dd className="note break">{log.timestampAuthority ?? 'no authority is configured'}</dd>
        </div>
      </dl>
      <dl className="facts">
        <dt>Log</dt>
        <dd>
          <code className="break">{log.origin}</code>
        </dd>
        <dt>Root of the tree</dt>
        <dd className="row">
          <code className="break">{log.root}</code>
          <CopyButton value={log.root} what="the root" slim />
        </dd>
      </dl>
    </section>
  );
}
