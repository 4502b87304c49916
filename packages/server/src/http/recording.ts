// SPDX-License-Identifier: Apache-2.0
import type { LeafKindName } from '@stillwatch/accountability';
import type { API, OperationId } from '@stillwatch/core/api';

/** What the transparency log has of an operation: a leaf of a kind, or nothing, for a reason. */
export type Recording =
  /** `always`: also while the log takes nothing; then it waits in the records until the log does. */
  { readonly leaf: LeafKindName; readonly always?: string } | { readonly exempt: string };

/** Operations that change something, by their method. */
type Changing = { [K in OperationId]: (typeof API)[K]['method'] extends 'GET' ? never : K }[OperationId];
/** Those that only read, and hand out what must be accounted for. */
type HandingOut = 'downloadDossier' | 'downloadRelease' | 'exportCampaign';
export type RecordedOperation = Changing | HandingOut;

const TRAFFIC = 'takes traffic in, which is what everything else is about; it decides nothing, and is counted and hunted';
const ONLY_ASKS = 'changes nothing: it is a POST because of its body';

/** Every change of the node by its API. A missing one is a type error; a leaf it names is in the log before the answer is sent. */
export const RECORDING: Readonly<Record<RecordedOperation, Recording>> = {
  signInByLink: { leaf: 'access', always: 'whoever has to see to the log must be able to come in' },
  signOut: { leaf: 'access', always: 'nobody is kept in' },
  startHunt: { exempt: 'asks for what the node does by itself all the time; what the hunt finds is logged' },
  replayAlert: { leaf: 'export' },
  addChannel: { leaf: 'settings' },
  removeChannel: { leaf: 'settings' },
  testChannel: { exempt: 'sends a text that says nothing of anybody' },
  inviteUser: { leaf: 'settings' },
  changeUser: { leaf: 'settings' },
  addKey: { leaf: 'key' },
  revokeKey: { leaf: 'key' },

  addComment: { leaf: 'case-step' },
  revealExchange: { leaf: 'reveal' },
  claimReview: { leaf: 'case-step' },
  releaseReview: { leaf: 'case-step' },
  decideReview: { leaf: 'decision' },
  labelAccount: { leaf: 'verdict' },
  addSuppression: { leaf: 'exception' },
  removeSuppression: { leaf: 'exception' },
  previewAllowed: { exempt: ONLY_ASKS },
  addAllowed: { leaf: 'exception' },
  removeAllowed: { leaf: 'exception' },

  intake: { exempt: TRAFFIC },
  intakeTraces: { exempt: TRAFFIC },
  intakeLogs: { exempt: TRAFFIC },
  intakeLitellm: { exempt: TRAFFIC },

  auditLog: { leaf: 'access' },
  placeHold: { leaf: 'hold' },
  liftHold: { leaf: 'hold' },
  eraseSubject: { leaf: 'deletion' },
  previewDossier: { exempt: ONLY_ASKS },
  buildDossier: { exempt: 'logged by the building itself: its leaf holds the hash of the manifest that the dossier proves' },
  downloadDossier: { leaf: 'export' },
  deleteDossier: { leaf: 'deletion' },

  addPeer: { leaf: 'settings' },
  changePeer: { leaf: 'settings' },
  removePeer: { leaf: 'settings' },
  issuePeerCredential: { leaf: 'key' },
  revokePeerCredential: { leaf: 'key' },
  pullPeer: { exempt: 'asks for what the node does by itself all the time; what follows from it is logged as a finding' },
  acceptInbox: { leaf: 'case-step' },
  disputeInbox: { leaf: 'case-step' },
  sightInbox: { leaf: 'case-step' },
  importIntelligence: { leaf: 'case-step' },
  previewRelease: { exempt: ONLY_ASKS },
  draftRelease: { leaf: 'case-step' },
  redraftRelease: { leaf: 'case-step' },
  approveRelease: { leaf: 'case-step' },
  performRelease: {
    exempt: 'logged by the release itself: its leaf holds the receipt, and nothing leaves before it is in the log',
  },
  refuseRelease: { leaf: 'case-step' },
  recallRelease: { exempt: 'logged by the recall itself, as a withdrawal, before it goes to anybody' },
  downloadRelease: { leaf: 'export' },
  exportCampaign: { leaf: 'export' },
  startMatch: { leaf: 'case-step' },
  setMatchValues: { leaf: 'settings' },
};

/** What is recorded of an operation; null for those that only read. */
export function recordingOf(id: OperationId): Recording | null {
  return Object.hasOwn(RECORDING, id) ? RECORDING[id as RecordedOperation] : null;
}
