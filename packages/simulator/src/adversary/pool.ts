// SPDX-License-Identifier: Apache-2.0
import { address, CLIENTS, createProfile, paymentCard } from '../profiles.ts';
import type { Random } from '../random.ts';
import { DAY, HOUR, type Profile, type World } from '../world.ts';
import type { Campaign, Wave } from './campaign.ts';

/** Makes the accounts of a wave. `late` waves are registered only hours before they are needed. */
export function createPool(world: World, campaign: Campaign, wave: Wave, late: boolean, random: Random): Profile[] {
  const { evasion, clients } = campaign;
  const { accounts } = wave;
  const cards = Array.from({ length: Math.max(2, Math.ceil(accounts / 14)) }, () => paymentCard(random));
  const devices = Array.from({ length: Math.max(2, Math.ceil(accounts / 9)) }, () => `dev-${random.token(14)}`);
  const exits = Array.from({ length: Math.max(3, Math.ceil(accounts / 5)) }, () => address(random));
  const begin = world.start + wave.days[0] * DAY;
  const [born, within] = late ? [begin - 9 * HOUR, 8 * HOUR] : [world.start - (8 + random.below(20)) * DAY, 6 * DAY];
  return Array.from({ length: accounts }, (_, i) => {
    const wishes: Partial<Profile> = { org: '', declaredUse: random.pick(['', '', 'chatbot', 'content']) };
    if (evasion.identity === 'shared' || (evasion.identity === 'partial' && random.chance(0.35))) {
      wishes.payment = random.pick(cards);
      if (random.chance(0.5)) wishes.device = random.pick(devices);
      wishes.ips = [random.pick(exits), random.pick(exits)];
      wishes.asnType = 'hosting';
    } else wishes.asnType = 'residential';
    if (!evasion.aged) wishes.createdAt = born + random.below(within);
    if (clients !== undefined) {
      const userAgent = clients[i % clients.length]!;
      wishes.userAgent = userAgent;
      wishes.api = CLIENTS[userAgent] ?? 'openai.chat';
    }
    return createProfile(world, random, wishes);
  });
}
