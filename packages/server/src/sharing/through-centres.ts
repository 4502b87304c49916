// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '@stillwatch/core';
import type { ReleaseInput, ReleaseRecipient } from '@stillwatch/core/api';
import { namesAny, objectsUnderPseudonym, type PreparedRelease, type ReleaseFinding } from '@stillwatch/sharing';
import { toTlp } from './audience.ts';
import type { SharingWorld } from './settings.ts';
import { isCentre } from './vouching.ts';

/** Sharing centres among the recipients of a release: what goes to them goes under a pseudonym. */
export function centresOf(recipients: readonly ReleaseRecipient[]): ReleaseRecipient[] {
  return recipients.filter((one) => one.person === null && isCentre(one));
}

/** A pseudonym of the same form as any, before one is needed. */
const SOME = 'identity--00000000-0000-4000-8000-000000000000';

/** What whoever reviews a release has to know of its way through sharing centres, and what a centre would not pass on. */
export function throughCentres(
  { identity, publicUrl }: Pick<SharingWorld, 'identity' | 'publicUrl'>,
  input: Pick<ReleaseInput, 'tlp' | 'licence' | 'legalBasis' | 'group'>,
  { preview, tlp }: PreparedRelease,
  recipients: readonly ReleaseRecipient[],
): ReleaseFinding[] {
  const centres = centresOf(recipients);
  if (centres.length === 0) return [];
  const find = (effect: ReleaseFinding['effect'], text: string): ReleaseFinding => ({
    effect,
    rule: 'relay',
    object: null,
    path: null,
    text,
  });
  const told = centres.map(({ name }) =>
    find('tells', `${name} gets it under a pseudonym: with other ids, times to the hour, and without your name`),
  );
  const levels = new Set([tlp, toTlp(input.tlp)]);
  if (levels.has('red') || levels.has('amber+strict'))
    told.push(find('stops', 'a sharing centre passes nothing on that is TLP:RED or TLP:AMBER+STRICT'));
  const { objects } = JSON.parse(preview) as { objects: Parameters<typeof objectsUnderPseudonym>[0] };
  const under = objectsUnderPseudonym(objects, {
    identity: identity.object,
    certificate: { centre: '', pseudonym: SOME, validFrom: '' },
    idKey: identity.idKey,
  });
  const { licence, legalBasis, group } = input;
  const host = publicUrl === null ? [] : [new URL(publicUrl).hostname];
  const names = [identity.organisation, identity.object.id, identity.key.id, identity.key.publicKey, ...host];
  if (namesAny(canonicalJson({ under, licence, legalBasis, group }), names))
    told.push(find('stops', 'it names this organisation, which a sharing centre does not pass on'));
  return told;
}
