// SPDX-License-Identifier: Apache-2.0
import { activeSpan, type Kit, openAccount, partRandom, scaled } from '../kit.ts';
import { askAsPerson, createPerson, fillSlots, perturb } from '../text/person.ts';
import { agent, drawVolume, ordinaryVoice, placeConversations, placeRuns, talk } from '../voices.ts';
import { fixedNetwork, homeNetwork } from '../world.ts';

/** Authors of awesome_chatgpt_prompts: one author, one account, one style. */
export function addAuthors(kit: Kit): void {
  const r = partRandom(kit, 'author');
  for (const prompts of r.shuffle([...kit.library.sets.authors]).slice(0, scaled(kit, 700))) {
    const seat = openAccount(kit, r, {
      kind: 'author',
      voice: (seed, language) => {
        const person = createPerson(kit.library, seed, language);
        return talk(kit, seed, person, (r, item) => {
          // Each prompt of the author comes up, then favourites return.
          const own = item < prompts.length ? prompts[item]! : prompts[r.zipf(prompts.length, 1)]!;
          return r.chance(0.8) ? fillSlots(own, kit.library, r, person.topic) : perturb(own, kit.library, r, person.topic);
        });
      },
    });
    placeConversations(kit, r, seat.index, drawVolume(kit, r, 9), activeSpan(kit, r, seat.createdAt), 'leisure', seat.zone);
  }
}

/** People who ask one thing at a time, in chat boxes and from small scripts. */
export function addPersons(kit: Kit, accounts: number): void {
  const r = partRandom(kit, 'person');
  for (let i = 0; i < accounts; i++) {
    const seat = openAccount(kit, r, { kind: 'person', voice: (seed, language) => ordinaryVoice(kit, seed, language) });
    placeConversations(
      kit,
      r,
      seat.index,
      drawVolume(kit, r),
      activeSpan(kit, r, seat.createdAt),
      r.chance(0.6) ? 'leisure' : 'office',
      seat.zone,
      1,
      2,
    );
  }
}

/** People who hold long conversations. */
export function addChats(kit: Kit, accounts: number): void {
  const r = partRandom(kit, 'chat');
  for (let i = 0; i < accounts; i++) {
    const seat = openAccount(kit, r, {
      kind: 'chat',
      client: r.chance(0.6) ? 'browser' : 'app',
      voice: (seed, language) => ordinaryVoice(kit, seed, language),
    });
    placeConversations(kit, r, seat.index, drawVolume(kit, r, 16), activeSpan(kit, r, seat.createdAt), 'leisure', seat.zone, 3);
  }
}

/** Prompts that thousands paste as they found them. */
export function addPopular(kit: Kit): void {
  const r = partRandom(kit, 'popular');
  for (let i = 0; i < scaled(kit, 1_500); i++) {
    const seat = openAccount(kit, r, { kind: 'popular', voice: (seed, language) => ordinaryVoice(kit, seed, language, 0.75) });
    placeConversations(kit, r, seat.index, drawVolume(kit, r, 7), activeSpan(kit, r, seat.createdAt), 'leisure', seat.zone, 1, 4);
  }
}

/** People who code with an assistant that brings its own system prompt; half of them let it use tools. */
export function addDevelopers(kit: Kit): void {
  const r = partRandom(kit, 'developer');
  const systems = Array.from(
    { length: 5 },
    () =>
      `You are a coding assistant in the user's editor. Answer with code first. ${kit.library.coding.sentence(r, 16, r.float(), 0.5)}`,
  );
  for (let i = 0; i < scaled(kit, 2_000); i++) {
    const system = systems[r.zipf(systems.length, 1)]!;
    const usesTools = r.chance(0.5);
    const seat = openAccount(kit, r, {
      kind: 'developer',
      client: 'ide',
      voice: (seed) => {
        const person = { ...createPerson(kit.library, seed, 'en'), codes: 0.95, habitual: 0 };
        if (usesTools) return agent(kit, seed, person, system);
        return talk(kit, seed, person, (r) => askAsPerson(kit.library, person, r), system);
      },
    });
    const span = activeSpan(kit, r, seat.createdAt);
    const shape = r.chance(0.75) ? 'office' : 'leisure';
    if (usesTools) placeConversations(kit, r, seat.index, drawVolume(kit, r, 22), span, shape, seat.zone, 4);
    else placeRuns(kit, r, seat.index, drawVolume(kit, r, 18), span, shape, seat.zone, { size: 9, gapMs: 70_000 });
  }
}

/** Families and flats: two to five people, one card or one address. */
export function addHouseholds(kit: Kit): void {
  const r = partRandom(kit, 'household');
  for (let h = 0; h < scaled(kit, 160, 3); h++) {
    const place = kit.world.drawPlace(r);
    const asn = kit.world.drawAsn('residential', r);
    const card = kit.world.token('pm_', r);
    const shared = r.int(0x1_0000_0000);
    const sharesDevice = r.chance(0.3) ? kit.world.token('dv_', r) : null;
    for (let i = 0; i < 2 + r.int(4); i++) {
      const seat = openAccount(kit, r, {
        kind: 'household',
        place,
        asn,
        asnType: 'residential',
        payment: r.chance(0.6) ? card : '',
        network: homeNetwork(kit.world, asn, kit.world.drawClient('browser', r).client, shared),
        ...(sharesDevice === null ? {} : { device: sharesDevice }),
        voice: (seed, language) => ordinaryVoice(kit, seed, language),
      });
      placeConversations(kit, r, seat.index, drawVolume(kit, r), activeSpan(kit, r, seat.createdAt), 'leisure', seat.zone);
    }
  }
}

/** A company behind one address: hundreds of seats, one card, one directory of prompts that colleagues pass on. */
export function addCorporateNats(kit: Kit): void {
  const r = partRandom(kit, 'corporate-nat');
  for (let c = 0; c < Math.max(1, Math.round(2 * kit.scale)); c++) {
    const place = kit.world.drawPlace(r);
    const asn = kit.world.drawAsn('business', r);
    const org = r.chance(0.5) ? `org-${kit.world.token('', r).slice(0, 8)}` : '';
    const card = org === '' ? null : kit.world.token('pm_', r);
    const domain = kit.world.drawMail('own', r);
    const address = r.int(0x1_0000_0000);
    const passedOn = Array.from({ length: 12 }, () => kit.library.everyday.passage(r, 25 + r.int(60), r.float()));
    for (let i = 0; i < scaled(kit, r.between(180, 360), 60); i++) {
      const client = kit.world.drawClient('browser', r).client;
      const seat = openAccount(kit, r, {
        kind: 'corporate-nat',
        place,
        asn,
        asnType: 'business',
        org,
        plan: 'team',
        mailDomain: domain,
        ...(card === null ? {} : { payment: card }),
        network: r.chance(0.8)
          ? fixedNetwork(kit.world, asn, [client], address, 2)
          : homeNetwork(kit.world, kit.world.drawAsn('residential', r), client, i),
        voice: (seed, language) => {
          const person = createPerson(kit.library, seed, language);
          return talk(kit, seed, person, (r) => {
            const own = askAsPerson(kit.library, person, r);
            return r.chance(0.3) ? `${passedOn[r.zipf(passedOn.length, 1)]!}\n\n${own}` : own;
          });
        },
      });
      placeConversations(kit, r, seat.index, drawVolume(kit, r, 9), activeSpan(kit, r, seat.createdAt), 'office', seat.zone);
    }
  }
}
