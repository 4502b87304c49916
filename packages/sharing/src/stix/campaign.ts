// SPDX-License-Identifier: Apache-2.0
import type { Technique } from '@stillwatch/core';

/** A campaign as it is shared: plain data, no text of anybody's prompts, no names of accounts. Times in milliseconds since 1970. */
export interface SharedCampaign {
  readonly name: string;
  readonly description?: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** 0 to 100. */
  readonly confidence: number;
  readonly exchanges: number;
  readonly accounts: number;
  /** Words such as `chain-of-thought`, `agentic-coding`. */
  readonly capabilities: readonly string[];
  readonly techniques: readonly Technique[];
  readonly harvest?: { readonly outputTokens?: number; readonly reasoningTokens?: number };
  readonly accountTokens: readonly SharedAccount[];
  readonly templates: readonly SharedTemplate[];
  /** The model that was copied. */
  readonly teacher?: SharedModel;
  /** The model that is said to be the copy; only with a teacher. */
  readonly suspect?: SharedModel;
  /** Why the suspect is taken for a copy: digests or ids of what proves it. */
  readonly distillation?: { readonly confidence: number; readonly evidence: readonly string[] };
  readonly sighting?: { readonly count: number; readonly firstSeen: number; readonly lastSeen: number };
  readonly opinion?: { readonly opinion: OpinionValue; readonly explanation?: string };
  readonly note?: { readonly abstract?: string; readonly content: string };
}

export type OpinionValue = 'strongly-disagree' | 'disagree' | 'neutral' | 'agree' | 'strongly-agree';

/** An account by its token of private matching, which only holds within its epoch. */
export interface SharedAccount {
  readonly token: string;
  readonly scheme: string;
  readonly epoch: number;
}

/** The fingerprint of a prompt template, as sketches of texts have it. */
export interface SharedTemplate {
  /** 16 to 128 hexadecimal digits. */
  readonly hash: string;
  /** How the samples are made; two fingerprints can be compared only under one scheme and key. */
  readonly scheme: string;
  readonly keyId?: string;
  /** 16 samples: 0–7 of the whole text, 8–11 of its beginning, 12–15 of its end; 0 stands for none. */
  readonly signature: readonly number[];
  /** 64-bit digests of groups of samples, 16 hexadecimal digits each, in the order of the samples; never empty. */
  readonly bands?: readonly string[];
  /** 16 hexadecimal digits. */
  readonly simhash: string;
  readonly words: number;
  readonly lines: number;
  readonly slots: number;
  readonly intent?: string;
  readonly confidence: number;
  readonly validFrom: number;
  readonly validUntil: number;
  readonly detector?: { readonly id: string; readonly version: string; readonly hash?: string };
}

export interface SharedModel {
  readonly name: string;
  readonly vendor?: string;
  readonly version?: string;
}
