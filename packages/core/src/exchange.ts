// SPDX-License-Identifier: Apache-2.0
/**
 * One request to a model and its answer, as every adapter hands it on.
 *
 * Flat, with every field always present: an ingest loop sees one hidden class, and "absent" is one value
 * per type (`''`, `0`, or as noted) rather than three. The object lives in memory for the length of one
 * sketch and is then dropped; nothing in it is stored as text but `model`, `plan`, `declaredUse`,
 * `region` and `language`.
 */
export interface Exchange {
  /** Id in the log, or `''`: then one is derived from account, time and text. */
  id: string;
  /** Milliseconds since 1970 UTC, when the request was made. */
  time: number;
  /** Who is billed, exactly as in the log. Never empty. */
  account: string;
  /** The credential used, if it is not the account itself. */
  key: string;
  /** The person behind a reseller (`safety_identifier`, `metadata.user_id`). */
  endUser: string;
  /** Organisation or team that the account belongs to. */
  org: string;
  /** Conversation or trace id. */
  session: string;

  // Identity evidence; keyed hashes of these are all that is stored.
  payment: string;
  device: string;
  ip: string;
  asn: string;
  tls: string;
  userAgent: string;
  /** Domain of the account's e-mail address (or the pattern of it that the operator logs). */
  emailDomain: string;

  // The operator's own facts about the account.
  plan: string;
  /** Milliseconds since 1970 UTC; 0 = unknown. */
  createdAt: number;
  declaredUse: string;
  /** `hosting`, `residential`, `business`, `mobile`, … as the operator names it. */
  asnType: string;
  /** For fairness statistics only; never a feature of any score. */
  region: string;
  /** For fairness statistics only; never a feature of any score. */
  language: string;

  provider: string;
  model: string;
  /** System prompt (or instructions), whole. */
  system: string;
  /** What the caller newly says: the newest user turn, without resent history and tool results. */
  user: string;
  /** Number of user and assistant messages sent, the newest included; 0 = unknown. */
  turns: number;
  /** See {@link FLAG}. */
  flags: number;
  /** Requested limit of answer tokens; 0 = not set. */
  maxTokens: number;
  /** Sampling temperature; -1 = not set. */
  temperature: number;
  inputTokens: number;
  outputTokens: number;
  /** Tokens of hidden or shown reasoning, counted within the answer; 0 = none or unknown. */
  reasoningTokens: number;
  /** Text of the answer, `''` if absent. Used for refusal detection only, never stored. */
  answer: string;
  /** Opaque reasoning handles (signatures, encrypted reasoning, response ids) that the request presents. */
  handlesIn: readonly string[];
  /** Opaque reasoning handles that the answer issues. */
  handlesOut: readonly string[];
}

/** Bits of {@link Exchange.flags}: the shape of the request and how it ended. */
export const FLAG = {
  STREAM: 1,
  TOOLS: 2,
  JSON_OUTPUT: 4,
  LOGPROBS: 8,
  IMAGE: 16,
  /** The newest message is a tool result, not something the caller says. */
  TOOL_RESULT: 32,
  /** More than one answer was asked for. */
  MULTI_CHOICE: 64,
  /** Reasoning output (summary, thinking, includeThoughts) was asked for. */
  REASONING: 128,
  /** The answer called tools. */
  TOOL_CALLED: 256,
  /** The provider refused or filtered. */
  REFUSED: 512,
  /** The call failed (HTTP error, provider error). */
  FAILED: 1024,
  /** The log holds no prompt text: absent, which is not the same as empty. */
  NO_CONTENT: 2048,
  /** The log is a sample of the traffic. */
  SAMPLED: 4096,
} as const;

/** Identity fields that a log may or may not carry, in the bit order of `absent` masks. */
export const IDENTITY_FIELDS = [
  'endUser',
  'org',
  'session',
  'payment',
  'device',
  'ip',
  'asn',
  'tls',
  'userAgent',
  'emailDomain',
  'createdAt',
  'plan',
] as const;
export type IdentityField = (typeof IDENTITY_FIELDS)[number];

/** Bit `i` is set when `IDENTITY_FIELDS[i]` is absent from this exchange. */
export function absentFields(exchange: Exchange): number {
  // Each by its name: going through the list costs ten times as much, for every exchange of a log.
  return (
    (exchange.endUser === '' ? 1 : 0) |
    (exchange.org === '' ? 2 : 0) |
    (exchange.session === '' ? 4 : 0) |
    (exchange.payment === '' ? 8 : 0) |
    (exchange.device === '' ? 16 : 0) |
    (exchange.ip === '' ? 32 : 0) |
    (exchange.asn === '' ? 64 : 0) |
    (exchange.tls === '' ? 128 : 0) |
    (exchange.userAgent === '' ? 256 : 0) |
    (exchange.emailDomain === '' ? 512 : 0) |
    (exchange.createdAt === 0 ? 1024 : 0) |
    (exchange.plan === '' ? 2048 : 0)
  );
}

/** A fresh exchange in which everything is absent. */
export function emptyExchange(): Exchange {
  return {
    id: '',
    time: 0,
    account: '',
    key: '',
    endUser: '',
    org: '',
    session: '',
    payment: '',
    device: '',
    ip: '',
    asn: '',
    tls: '',
    userAgent: '',
    emailDomain: '',
    plan: '',
    createdAt: 0,
    declaredUse: '',
    asnType: '',
    region: '',
    language: '',
    provider: '',
    model: '',
    system: '',
    user: '',
    turns: 0,
    flags: 0,
    maxTokens: 0,
    temperature: -1,
    inputTokens: 0,
    outputTokens: 0,
    reasoningTokens: 0,
    answer: '',
    handlesIn: [],
    handlesOut: [],
  };
}
