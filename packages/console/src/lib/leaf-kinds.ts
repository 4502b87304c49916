// SPDX-License-Identifier: Apache-2.0

/** What a leaf of each kind records, in a few words. */
export const LEAF_KINDS: Readonly<Record<string, string>> = {
  verdict: 'what was decided about an account',
  notice: 'that a customer was told of a verdict',
  appeal: 'that a customer contests a verdict',
  reversal: 'that a verdict was taken back',
  release: 'that assertions left the node',
  withdrawal: 'that released assertions were recalled',
  reveal: 'that somebody was shown unmasked text',
  policy: 'that a response policy took effect or was rolled back',
  calibration: 'what detectors were calibrated with',
  finding: 'what a hunt or a check found',
  'case-step': 'a step of a joint case',
  export: 'that data left the node as a file',
  deletion: 'that data was erased',
  hold: 'that a legal hold was placed or lifted',
  decision: 'what a person decided about a campaign',
  exception: 'that accounts were exempted',
  access: 'that evidence was read',
  settings: 'that a setting was changed',
  key: 'that a key was made, replaced or revoked',
  dossier: 'that a dossier was built',
  prereg: 'the plan of a test, before it is run',
  canary: 'that a canary was planted, or seen again',
  'witness-alarm': 'that a log was caught contradicting itself',
};

/** What a leaf records; one of a newer node is shown by its kind alone. */
export function describeLeafKind(kind: string): string {
  return Object.hasOwn(LEAF_KINDS, kind) ? LEAF_KINDS[kind]! : 'a kind that this console does not know yet';
}
