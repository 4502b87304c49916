// SPDX-License-Identifier: Apache-2.0
import { FILE_OPERATIONS } from './sharing/files.ts';
import { INBOX_OPERATIONS } from './sharing/inbox.ts';
import { MATCH_OPERATIONS } from './sharing/matching.ts';
import { NODE_OPERATIONS } from './sharing/node.ts';
import { PEER_OPERATIONS } from './sharing/peers.ts';
import { RELEASE_OPERATIONS } from './sharing/releases.ts';

/**
 * Sharing: what partners say (inbox), what this node says (outbox), and partners themselves. Server-sent events of kind
 * `sharing` tell that something of it has changed; their id is that of the peer, the object or the release.
 */
export const SHARING_OPERATIONS = {
  ...NODE_OPERATIONS,
  ...PEER_OPERATIONS,
  ...INBOX_OPERATIONS,
  ...RELEASE_OPERATIONS,
  ...FILE_OPERATIONS,
  ...MATCH_OPERATIONS,
} as const;

export { SharedCollection } from './sharing/files.ts';
export { GATES, INBOX_STATES, InboxClaim, InboxDetail, InboxImpact, InboxItem, InboxState } from './sharing/inbox.ts';
export { MATCH_KINDS, MatchBudget, MatchRun } from './sharing/matching.ts';
export { SharingSettings } from './sharing/node.ts';
export { Peer, PEER_KINDS, PEER_STATES, PeerDetail, ReliabilityBin, type TrustInput, TrustThresholds } from './sharing/peers.ts';
export {
  LegalBasis,
  Release,
  RELEASE_STATES,
  ReleaseDetail,
  ReleaseInput,
  ReleasePreview,
  ReleaseRecipient,
} from './sharing/releases.ts';
export { Pap, PAPS, PublicKey } from './sharing/terms.ts';
