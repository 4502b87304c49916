// SPDX-License-Identifier: Apache-2.0
import { quote } from '../pattern/print.ts';
import type { SharedTemplate } from './campaign.ts';
import { LLM_ABUSE_EXTENSION, PROMPT_TEMPLATE, templateId } from './extension.ts';
import type { StixObject } from './objects.ts';
import { parseTimestamp, toMilliseconds, writeTimestamp } from './timestamp.ts';

/** The observable that stands for a template, and what an indicator for it says. */
export function templateToStix(template: SharedTemplate): {
  observable: StixObject;
  indicator: Readonly<Record<string, unknown>>;
} {
  const { hash, scheme, keyId, signature, bands, simhash, words, lines, slots, intent, detector } = template;
  return {
    observable: {
      type: PROMPT_TEMPLATE,
      spec_version: '2.1',
      id: templateId(hash),
      template_hash: hash,
      scheme,
      ...(keyId === undefined ? {} : { key_id: keyId }),
      signature: [...signature],
      ...(bands === undefined ? {} : { bands: [...bands] }),
      simhash,
      words,
      lines,
      slot_count: slots,
      ...(intent === undefined ? {} : { intent_class: intent }),
      extensions: { [LLM_ABUSE_EXTENSION]: { extension_type: 'new-sco' } },
    },
    indicator: {
      name: 'Prompt template of a distillation campaign',
      description: 'Requests that are made with this template.',
      indicator_types: ['malicious-activity'],
      pattern: `[${PROMPT_TEMPLATE}:template_hash = ${quote(hash)}]`,
      pattern_type: 'stix',
      pattern_version: '2.1',
      valid_from: writeTimestamp(template.validFrom),
      valid_until: writeTimestamp(template.validUntil),
      confidence: template.confidence,
      ...(detector === undefined
        ? {}
        : {
            extensions: {
              [LLM_ABUSE_EXTENSION]: {
                extension_type: 'property-extension',
                detector_id: detector.id,
                detector_version: detector.version,
                ...(detector.hash === undefined ? {} : { detector_hash: detector.hash }),
              },
            },
          }),
    },
  };
}

/** The other way round. Both objects must have been validated with the extension known. */
export function stixToTemplate(observable: StixObject, indicator: StixObject): SharedTemplate {
  const text = (value: unknown) => value as string;
  const extensions = indicator.extensions as Record<string, Record<string, string>> | undefined;
  const { detector_id: id, detector_version: version = '', detector_hash: hash } = extensions?.[LLM_ABUSE_EXTENSION] ?? {};
  return {
    hash: text(observable.template_hash),
    scheme: text(observable.scheme),
    ...(observable.key_id === undefined ? {} : { keyId: text(observable.key_id) }),
    signature: observable.signature as number[],
    ...(observable.bands === undefined ? {} : { bands: observable.bands as string[] }),
    simhash: text(observable.simhash),
    words: observable.words as number,
    lines: observable.lines as number,
    slots: observable.slot_count as number,
    ...(observable.intent_class === undefined ? {} : { intent: text(observable.intent_class) }),
    confidence: typeof indicator.confidence === 'number' ? indicator.confidence : 0,
    validFrom: toMilliseconds(parseTimestamp(text(indicator.valid_from))!),
    validUntil: toMilliseconds(parseTimestamp(text(indicator.valid_until))!),
    ...(id === undefined ? {} : { detector: { id, version, ...(hash === undefined ? {} : { hash }) } }),
  };
}
