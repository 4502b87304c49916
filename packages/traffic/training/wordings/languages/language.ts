// SPDX-License-Identifier: Apache-2.0
import type { Technique } from '@stillwatch/core';

/** Wordings and slot contents of one language other than English. */
export interface LanguageGrammar {
  /** BCP 47. */
  readonly language: string;
  readonly techniques: Partial<Record<Technique, readonly string[]>>;
  /** Everyday requests and look-alikes of the techniques. */
  readonly benign: readonly string[];
  readonly questions: readonly string[];
  readonly tasks: readonly string[];
  readonly topics: readonly string[];
  readonly sentences: readonly string[];
}
