// SPDX-License-Identifier: Apache-2.0
/** What each kind of leaf records: its subject, and what its payload (which is not in the log) says. */
export interface LeafKind {
  /** Completes "A leaf of this kind records …". */
  readonly records: string;
  /** Whose key encrypts the payload, or null when it is about nobody. */
  readonly subject: string | null;
  /** Members of the payload that every leaf of the kind has. */
  readonly payload: readonly string[];
}

/** The kinds of leaves, in the order of `docs/reference/log-leaves.md`, which is generated from this table. */
export const LEAF_KINDS = {
  verdict: {
    records: 'what was decided about an account: rung, reasons, expiry, decider',
    subject: 'account',
    payload: ['account', 'rung', 'reasons', 'expires'],
  },
  notice: {
    records: 'that a customer was told of a verdict, with the statement of reasons',
    subject: 'account',
    payload: ['account', 'verdict', 'statement'],
  },
  appeal: { records: 'that a customer contests a verdict', subject: 'account', payload: ['account', 'verdict', 'grounds'] },
  reversal: { records: 'that a verdict was taken back, and why', subject: 'account', payload: ['account', 'verdict', 'reason'] },
  release: {
    records: 'that assertions left the node, to whom, under which marking and legal basis',
    subject: null,
    payload: ['objects', 'recipients', 'marking', 'basis'],
  },
  withdrawal: { records: 'that released assertions were recalled', subject: null, payload: ['objects', 'reason'] },
  reveal: {
    records: 'that someone was shown unmasked data, and for what purpose',
    subject: 'account',
    payload: ['what', 'purpose'],
  },
  policy: {
    records: 'that a response policy took effect or was rolled back',
    subject: null,
    payload: ['policy', 'version', 'digest'],
  },
  calibration: {
    records: 'the data and figures that detectors were calibrated with',
    subject: null,
    payload: ['set', 'digest', 'figures'],
  },
  finding: { records: 'what a control check found', subject: null, payload: ['control', 'outcome', 'evidence'] },
  'case-step': {
    records: 'a step of a joint case: opened, joined, shared, acted, closed',
    subject: null,
    payload: ['case', 'step', 'party'],
  },
  export: { records: 'that data left the node as a file, and which', subject: null, payload: ['what', 'digest', 'purpose'] },
  deletion: { records: 'that data was erased, by retention or on request', subject: 'account', payload: ['what', 'reason'] },
  hold: { records: 'that a legal hold was placed or lifted', subject: null, payload: ['hold', 'scope', 'state', 'reason'] },
  decision: { records: 'what a person decided about a campaign', subject: null, payload: ['campaign', 'decision', 'reason'] },
  exception: {
    records: 'that accounts were exempted from detection or action, until when and why',
    subject: 'account',
    payload: ['scope', 'reason', 'expires'],
  },
  access: { records: 'that evidence was read, and by whom', subject: null, payload: ['item', 'purpose'] },
  settings: { records: 'that a setting of the node was changed', subject: null, payload: ['setting', 'from', 'to'] },
  key: {
    records: 'that a key of the node, a person or a program was made, replaced or revoked',
    subject: null,
    payload: ['key', 'use', 'state'],
  },
  dossier: {
    records: 'the digest of a dossier’s manifest when it was built',
    subject: null,
    payload: ['dossier', 'manifest', 'audience'],
  },
  prereg: {
    records: 'the plan of a test before it is run: hypotheses, samples, thresholds',
    subject: null,
    payload: ['test', 'plan'],
  },
  canary: { records: 'that a canary was planted, or seen again', subject: null, payload: ['canary', 'state'] },
  'witness-alarm': {
    records: 'that a log was caught in a split view or a rollback, with both checkpoints',
    subject: null,
    payload: ['origin', 'kind', 'known', 'seen'],
  },
} as const satisfies Record<string, LeafKind>;

export type LeafKindName = keyof typeof LEAF_KINDS;

export const LEAF_KIND_NAMES = Object.keys(LEAF_KINDS) as [LeafKindName, ...LeafKindName[]];
