// SPDX-License-Identifier: Apache-2.0
import { RULES, type RuleName, rulesCalled, type Severity, SWITCHABLE } from './rules.ts';

/** One thing that is wrong with an object. */
export interface Finding {
  /** Id of the object, or '' where it has none that is text. */
  readonly object: string;
  /** JSON pointer (RFC 6901) into the document that was validated. */
  readonly path: string;
  readonly rule: RuleName;
  readonly severity: Severity;
  readonly message: string;
  /** Section of STIX 2.1. */
  readonly section: string;
}

export interface ValidateOptions {
  /** Warnings make the document invalid. */
  readonly strict?: boolean;
  /** Names, numbers or groups of warnings that are not looked for. */
  readonly disabled?: readonly string[];
  /** When given and `disabled` is not: only these warnings are looked for. */
  readonly enabled?: readonly string[];
  /** Types of objects that the specification does not define are errors. */
  readonly strictTypes?: boolean;
  /** Properties that the specification does not define are errors. */
  readonly strictProperties?: boolean;
  /** Every reference must be to an object of the document. */
  readonly enforceRefs?: boolean;
  /** Extensions that are known with their content; by default our own. */
  readonly extensions?: readonly KnownExtension[];
}

/** What an extension adds, where it is known more closely than by its name. */
export interface KnownExtension {
  /** `extension-definition--…` */
  readonly id: string;
  /** Values that it adds to open vocabularies. */
  readonly vocabulary: Readonly<Record<string, readonly string[]>>;
  /** Relationship types that it defines. */
  readonly relationships: readonly string[];
  /** What is wrong with an object that carries it: pointers are relative to the object. */
  check(
    object: Readonly<Record<string, unknown>>,
    content: Readonly<Record<string, unknown>>,
  ): { path: string; message: string }[];
}

/** Of each severity: warnings without number must not hide an error. */
const MAX_FINDINGS = 1_000;

/** Collects findings of one document; knows which warnings are wanted. */
export class Report {
  readonly findings: Finding[] = [];
  readonly options: ValidateOptions;
  /** How many there were, those included that are not kept. */
  readonly counts: Record<Severity, number> = { must: 0, should: 0 };
  /** Whether there was more than is kept. */
  truncated = false;
  readonly #active: ReadonlySet<RuleName>;
  #object = '';

  constructor(options: ValidateOptions) {
    this.options = options;
    this.#active = activeRules(options);
  }

  isActive(rule: RuleName): boolean {
    return RULES[rule].severity === 'must' || this.#active.has(rule);
  }

  /** What follows is about this object. */
  about(id: unknown): void {
    this.#object = typeof id === 'string' ? id : '';
  }

  add(rule: RuleName, path: string, message: string): void {
    if (!this.isActive(rule)) return;
    const { severity, section } = RULES[rule];
    if (++this.counts[severity] > MAX_FINDINGS) {
      this.truncated = true;
      return;
    }
    this.findings.push({ object: this.#object, path, rule, severity, message, section });
  }
}

function activeRules({ disabled = [], enabled = [] }: ValidateOptions): Set<RuleName> {
  // Only named ones, when some are named and none is taken away.
  const active = new Set(disabled.length === 0 && enabled.length > 0 ? [] : SWITCHABLE);
  for (const rule of disabled.flatMap(rulesCalled)) active.delete(rule);
  for (const rule of enabled.flatMap(rulesCalled)) active.add(rule);
  return active;
}

/** A JSON pointer one step deeper. */
export function below(path: string, step: string | number): string {
  return `${path}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
