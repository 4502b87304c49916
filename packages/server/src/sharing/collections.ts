// SPDX-License-Identifier: Apache-2.0
import {
  type Assertion,
  type Collection,
  type CollectionStore,
  type NewObject,
  passOn,
  type PseudonymCertificate,
  standingAssertions,
} from '@stillwatch/sharing';
import type { SharingStore } from './kept.ts';
import { labelFor } from './audience.ts';
import { wrapAssertion } from './envelope.ts';
import type { SharingIdentity } from './identity.ts';

export const ROOT = 'stillwatch';
/** Everything with its signature, for other nodes. */
export const ASSERTIONS = 'assertions';
/** The objects alone, for whatever else reads TAXII. */
const INTELLIGENCE = 'intelligence';

const MAX_BODY = 1_000_000;

/** What this node lets its partners read. */
export interface Collections {
  readonly store: CollectionStore;
  readonly all: readonly Collection[];
  /**
   * Puts assertions before their recipients; those that are there already stay. What is said under a pseudonym that this
   * node certified goes one node further, with the certificate. @param now milliseconds since 1970.
   */
  publish(
    assertions: readonly Assertion[],
    recipientsOf: (assertion: string) => readonly string[],
    now: number,
    certificateOf?: (assertion: Assertion) => PseudonymCertificate | null,
  ): Promise<void>;
  /** Is there nothing at all, as after a restore? */
  isEmpty(): Promise<boolean>;
}

export async function openCollections(sharing: SharingStore, identity: SharingIdentity, now: number): Promise<Collections> {
  const store = await sharing.openCollections(now);
  const { organisation } = identity;
  await store.setDiscovery({
    title: `Stillwatch of ${organisation}`,
    description: 'Intelligence about distillation campaigns, for named partners.',
    contact: null,
    default: ROOT,
    apiRoots: null,
  });
  await store.putRoot({ name: ROOT, title: organisation, description: null, maxContentLength: MAX_BODY });
  const collection = (alias: string, title: string, description: string): Collection => ({
    root: ROOT,
    id: identity.collectionId(alias),
    alias,
    title,
    description,
    canRead: true,
    canWrite: false,
    mediaTypes: ['application/stix+json;version=2.1'],
  });
  const signed = collection(
    ASSERTIONS,
    'Signed assertions',
    'What this organisation says, each with its signature: for Stillwatch nodes.',
  );
  const plain = collection(INTELLIGENCE, 'Intelligence', 'The same as plain STIX 2.1 objects.');
  await store.putCollection(signed);
  await store.putCollection(plain);
  return {
    store,
    all: [signed, plain],
    async isEmpty() {
      const all = { collection: signed, types: null, ids: null, versions: 'all', specs: null, isVisible: () => true } as const;
      return (
        (await store.page({ ...all, addedAfter: null, after: null, limit: 1, maxSize: 1, bodies: false })).objects.length === 0
      );
    },
    async publish(assertions, recipientsOf, at, certificateOf = () => null) {
      const micros = at * 1_000;
      const labelled = assertions.map((assertion) => ({ assertion, label: labelFor(assertion, recipientsOf(assertion.id)) }));
      const wrapped = labelled.map(({ assertion, label }): NewObject => {
        const certificate = certificateOf(assertion);
        const sent = certificate === null ? assertion : passOn(assertion);
        return { ...wrapAssertion(sent, certificate), spec: '2.1', label };
      });
      await store.add(signed, wrapped, micros);
      const objects = labelled.flatMap(({ assertion, label }): NewObject[] => {
        const { object, withdraws } = assertion;
        // What takes an observable back is no object: only its assertion says it.
        if (withdraws !== null) return [];
        const version = object['modified'] ?? object['created'];
        const body = JSON.stringify(object);
        return [
          { id: object.id, type: object.type, spec: '2.1', version: typeof version === 'string' ? version : null, body, label },
        ];
      });
      await store.add(plain, objects, micros);
    },
  };
}

/** Of objects that were shared, how many stand, and how many were taken back. Pure. @param now milliseconds since 1970. */
export function countShared(shared: readonly Assertion[], now: number): { objects: number; withdrawn: number } {
  const { standing, withdrawals } = standingAssertions(shared, now);
  const subjects = (list: readonly Assertion[]): Set<string> =>
    new Set(list.map(({ source, object }) => JSON.stringify([source, object.id])));
  const held = subjects(standing);
  return { objects: held.size, withdrawn: [...subjects(withdrawals)].filter((one) => !held.has(one)).length };
}
