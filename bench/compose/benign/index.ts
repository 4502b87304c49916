// SPDX-License-Identifier: Apache-2.0
import type { Kit } from '../kit.ts';
import { addBenchmarks, addGraders, addJudges, addLabellers } from './evaluation.ts';
import { addClasses, addHackathons, addHomework, addSurge, addViral } from './crowds.ts';
import { addAuthors, addChats, addCorporateNats, addDevelopers, addHouseholds, addPersons, addPopular } from './people.ts';
import { addApps, addBackfills, addBots, addBureaus, addCrons, addMonitors, addReviews } from './programs.ts';
import { addResellers, addSynthetic, addTeamKeys } from './resale.ts';
import { addRedTeams } from './security.ts';

/** Adds every benign kind; plain persons and chats fill up to `accounts`. */
export function addBenign(kit: Kit, accounts: number): void {
  for (const add of [
    addAuthors,
    addPopular,
    addDevelopers,
    addHouseholds,
    addCorporateNats,
    addClasses,
    addHomework,
    addHackathons,
    addReviews,
    addApps,
    addBots,
    addBackfills,
    addBureaus,
    addCrons,
    addMonitors,
    addBenchmarks,
    addJudges,
    addGraders,
    addLabellers,
    addResellers,
    addTeamKeys,
    addSynthetic,
    addRedTeams,
  ])
    add(kit);
  const rest = Math.max(0, accounts - kit.plan.accounts.length - Math.round(700 * kit.scale));
  addPersons(kit, Math.ceil(rest * 0.55));
  addChats(kit, Math.floor(rest * 0.45));
  addViral(kit);
  addSurge(kit);
}
