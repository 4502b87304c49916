// SPDX-License-Identifier: Apache-2.0
import type { Permission } from '@stillwatch/core/api';
import { Link, useParams } from '@tanstack/react-router';
import type { ComponentType, ReactElement } from 'react';
import { useSession } from '../../api/session.ts';
import { Empty } from '../../parts/states.tsx';
import { Title } from '../../parts/title.tsx';
import { Alerts } from './alerts.tsx';
import { Audit } from './audit.tsx';
import { Channels } from './channels.tsx';
import { Configuration } from './configuration.tsx';
import { Erasure } from './erasure.tsx';
import { Exceptions } from './exceptions.tsx';
import { Holds } from './holds.tsx';
import { Hunts } from './hunts.tsx';
import { Keys } from './keys.tsx';
import { People } from './people.tsx';

interface Section {
  readonly section: string;
  readonly name: string;
  readonly needs: Permission;
  readonly Body: ComponentType;
}

const SECTIONS: readonly Section[] = [
  { section: 'hunts', name: 'Hunts', needs: 'read', Body: Hunts },
  { section: 'exceptions', name: 'Exceptions', needs: 'read', Body: Exceptions },
  { section: 'holds', name: 'Legal holds', needs: 'read', Body: Holds },
  { section: 'erasure', name: 'Erasure', needs: 'allow', Body: Erasure },
  { section: 'alerts', name: 'Alerts', needs: 'read', Body: Alerts },
  { section: 'channels', name: 'Channels', needs: 'admin', Body: Channels },
  { section: 'people', name: 'People', needs: 'admin', Body: People },
  { section: 'keys', name: 'API keys', needs: 'admin', Body: Keys },
  { section: 'audit', name: 'Audit trail', needs: 'audit', Body: Audit },
  { section: 'configuration', name: 'Configuration', needs: 'admin', Body: Configuration },
];

const ROLES_WITH: Readonly<Partial<Record<Permission, string>>> = {
  admin: 'admin',
  audit: 'auditor or admin',
  allow: 'approver',
};

export function SettingsPage(): ReactElement {
  const { section = 'hunts' } = useParams({ from: '/framed/settings/{-$section}' });
  const { permissions } = useSession();
  const allowed = SECTIONS.filter(({ needs }) => permissions.includes(needs));
  const refused = SECTIONS.filter(({ needs }) => !permissions.includes(needs));
  const chosen = SECTIONS.find((entry) => entry.section === section);
  return (
    <>
      <Title name={chosen === undefined ? 'Settings' : `Settings: ${chosen.name}`} />
      <nav className="tabs" aria-label="Settings">
        {allowed.map((entry) => (
          <Link
            key={entry.section}
            to="/settings/{-$section}"
            params={{ section: entry.section }}
            aria-current={entry.section === section ? 'page' : undefined}
          >
            {entry.name}
          </Link>
        ))}
      </nav>
      {refused.length === 0 ? null : <p className="small quiet">Not shown to you: {describe(refused)}.</p>}
      <Chosen chosen={chosen} allowed={chosen !== undefined && allowed.includes(chosen)} />
    </>
  );
}

function Chosen({ chosen, allowed }: { chosen: Section | undefined; allowed: boolean }): ReactElement {
  if (chosen === undefined) return <Empty title="There is no such part of the settings" />;
  if (!allowed) {
    return (
      <div className="card">
        <Empty title={`“${chosen.name}” is not for your role`}>
          <p>It needs the {ROLES_WITH[chosen.needs] ?? chosen.needs} role. An administrator can give it to you under People.</p>
        </Empty>
      </div>
    );
  }
  return <chosen.Body />;
}

/** `Channels, People (admin); Audit trail (auditor or admin)`: what is not shown, and who sees it. */
function describe(refused: readonly Section[]): string {
  const groups = Map.groupBy(refused, ({ needs }) => ROLES_WITH[needs] ?? needs);
  return [...groups]
    .map(([role, sections]) => `${sections.map(({ name }) => name).join(', ')} (needs the ${role} role)`)
    .join('; ');
}
