// SPDX-License-Identifier: Apache-2.0
import type { Handlers } from '../contract.ts';
import type { Metrics } from '../metrics.ts';
import type { Streams } from '../stream.ts';
import { accounts } from './accounts.ts';
import { administration } from './administration.ts';
import { alerts } from './alerts.ts';
import { campaigns } from './campaigns.ts';
import { custody } from './custody.ts';
import { dossiers } from './dossiers.ts';
import { hunts } from './hunts.ts';
import { intake } from './intake.ts';
import { log } from './log.ts';
import { createOverview } from './overview.ts';
import { releases } from './releases.ts';
import { review } from './review.ts';
import { session } from './session.ts';
import { sharing } from './sharing.ts';
import { createSystem } from './system.ts';
import { templates } from './templates.ts';
import { traffic } from './traffic.ts';

/** The handler of every operation. */
export function createHandlers(server: { metrics: Metrics; streams: Streams }): Handlers {
  return {
    ...accounts,
    ...administration,
    ...alerts,
    ...campaigns,
    ...custody,
    ...dossiers,
    ...hunts,
    ...intake,
    ...log,
    ...createOverview(server.streams),
    ...releases,
    ...review,
    ...session,
    ...sharing,
    ...createSystem(server.metrics),
    ...templates,
    ...traffic,
  };
}
