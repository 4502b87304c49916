// SPDX-License-Identifier: Apache-2.0
import { activeSpan, type Kit, openAccount, partRandom, scaled } from '../kit.ts';
import { randomOf, type Voice } from '../plan.ts';
import { askAsPerson, createPerson } from '../text/person.ts';
import { drawVolume, placeRuns } from '../voices.ts';
import { single } from './programs.ts';

/** People who try to break models, each alone: with collected jailbreaks, or after system prompts. */
export function addRedTeams(kit: Kit): void {
  const { jailbreaks, leaks } = kit.library.sets;
  for (const kind of ['red-team', 'prompt-leak-researcher'] as const) {
    const r = partRandom(kit, kind);
    for (let i = 0; i < scaled(kit, kind === 'red-team' ? 40 : 20, 3); i++) {
      const share = r.between(0.2, 0.9);
      const known = r.shuffle([...(kind === 'red-team' ? jailbreaks : leaks)]).slice(0, 5 + r.int(30));
      const seat = openAccount(kit, r, {
        kind,
        client: r.pick(['script', 'sdk', 'browser'] as const),
        ...(r.chance(0.3) ? { declaredUse: 'security research' } : {}),
        voice: (seed, language): Voice => {
          const person = createPerson(kit.library, seed, language);
          return ({ item }) => {
            const r = randomOf(seed, item, 0);
            if (!r.chance(share)) return single(askAsPerson(kit.library, person, r));
            return { ...single(r.pick(known).slice(0, 3_000)), refused: r.chance(0.6) };
          };
        },
      });
      placeRuns(kit, r, seat.index, drawVolume(kit, r, 20), activeSpan(kit, r, seat.createdAt), 'leisure', seat.zone, {
        size: 8,
        gapMs: 60_000,
      });
    }
  }
}
