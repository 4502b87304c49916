// SPDX-License-Identifier: Apache-2.0
import type { Records } from '../parts.ts';
import type { UndatedIdentity } from './identity.ts';

/**
 * Since when the node is who it is, and has the key that it signs with: as the records have it, which remember it from the
 * first time on. @param now milliseconds since 1970. @returns ISO 8601
 */
export async function identityDates(
  { values, sharing }: Pick<Records, 'values' | 'sharing'>,
  { id, organisation, key }: Pick<UndatedIdentity, 'id' | 'organisation' | 'key'>,
  now: number,
): Promise<{ created: string; since: string }> {
  const remembered = async (of: string, find: () => Promise<string | null>): Promise<string> => {
    const name = `sharing.since.${of}`;
    const known = await values.get(name);
    if (known !== null) return known;
    const first = (await find()) ?? new Date(now).toISOString();
    await values.set(name, first);
    return first;
  };
  return {
    // What has been said of it, or is about to be, stays: no version may change when an object was made (STIX 2.1 §3.6).
    created: await remembered(id, async () => {
      const said = (await sharing.assertions.ofObjects([id])).find(({ source }) => source === organisation)?.object;
      const [draft] = (await sharing.releases({}, { limit: 1 })).items;
      const created = (said ?? draft?.items.find((item) => item.id === id))?.['created'];
      return typeof created === 'string' ? created : null;
    }),
    since: await remembered(key.id, async () => {
      const [first] = await sharing.published({});
      return first === undefined ? null : new Date(first.at).toISOString();
    }),
  };
}
