// SPDX-License-Identifier: Apache-2.0
export const DAY = 86_400_000;
export const HOUR = 3_600_000;

/** Models on offer during the window; the first is the best of them. */
export const MODELS = ['frontier-large-4', 'frontier-mini-4', 'frontier-reason-2', 'frontier-large-3'] as const;
/** The model that comes out at {@link World.release}. */
export const NEW_MODEL = 'frontier-large-5';

/** Request and response bodies that a client speaks. */
export type Api = 'anthropic.messages' | 'openai.chat' | 'openai.responses' | 'gemini';

/** What the operator knows about an account. */
export interface Profile {
  readonly account: string;
  org: string;
  plan: string;
  createdAt: number;
  payment: string;
  device: string;
  ips: string[];
  asn: string;
  asnType: string;
  userAgent: string;
  api: Api;
  /** User agent of a second client, used now and then; empty where there is none. */
  otherClient: string;
  emailDomain: string;
  declaredUse: string;
  region: string;
  language: string;
}

/** One request as its sender made it, and what is peculiar about the answer. */
export interface Said {
  readonly system?: string;
  readonly user: string;
  /** Messages that came before in the conversation, resent; a user's and the model's in turn. */
  readonly history?: readonly string[];
  readonly model?: string;
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly endUser?: string;
  readonly session?: string;
  readonly answerTokens?: number;
  /** Tools are on offer, and the model calls one. */
  readonly tools?: boolean;
  /** Opaque reasoning handle presented with the history. */
  readonly handleIn?: string;
  /** The one issued with the answer. */
  readonly handleOut?: string;
  /** The model declines. */
  readonly refused?: boolean;
}

export interface SimulatedExchange {
  readonly profile: Profile;
  readonly time: number;
  readonly said: Said;
  /** Number of the exchange in the run; ids derive from it. */
  readonly number: number;
}

/** An account with its requests: when, and what. Text is made only when it is asked for, in time order. */
export interface Actor {
  readonly profile: Profile;
  /** Label; never written into a record. */
  readonly kind: string;
  readonly campaign: string | null;
  /** Label: rung of the ladder of evasions. */
  readonly level: string | null;
  /** What the operator has permitted this customer in writing; goes into a file of authorisations, not into a record. */
  readonly authorised: 'synthetic-data' | 'evaluation' | 'reseller' | null;
  /** Milliseconds since 1970 UTC, ascending. */
  readonly times: Float64Array;
  say(index: number): Said;
  /** Is request `index` work for a campaign (and not its camouflage)? False throughout for benign actors. */
  harvest(index: number): boolean;
}

/** Labels of an actor that belongs to no campaign. */
export const BENIGN = { campaign: null, level: null, authorised: null, harvest: (): boolean => false } as const;

/** Shape of real arrivals, taken from a trace. */
export interface Arrivals {
  /** Milliseconds between one request and the next, in the trace's order; more than one. */
  readonly gaps: Float64Array;
  /** Milliseconds since midnight UTC of each request; null where the trace is too short to show a day. */
  readonly timesOfDay: Float64Array | null;
}

export interface World {
  /** First millisecond and length of the observed window. */
  readonly start: number;
  readonly days: number;
  /** When {@link NEW_MODEL} comes out. */
  readonly release: number;
  /** Real prompts instead of our grammars: those that people draw from, and those that campaigns ask. */
  readonly corpus: { readonly people: readonly string[]; readonly items: readonly string[] } | null;
  readonly arrivals: Arrivals | null;
}

/** Last millisecond of the window, exclusive. */
export function endOf(world: World): number {
  return world.start + world.days * DAY;
}
