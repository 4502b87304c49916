// SPDX-License-Identifier: Apache-2.0
import type { BodyInput, Pap, Release, ReleaseDetail, Tlp } from '@stillwatch/core/api';

type Body = BodyInput<'draftRelease'>;

/** A release as it is written: everything as the fields have it. Dates are days, `2026-11-26`, in UTC. */
export interface ReleaseForm {
  readonly campaign: string;
  readonly title: string;
  readonly description: string;
  /** Name of a person by peer; empty for the organisation. */
  readonly recipients: Readonly<Record<string, string>>;
  readonly tlp: Tlp;
  readonly pap: Pap | '';
  readonly group: string;
  readonly basis: string;
  readonly basisFrom: string;
  /** Empty: it has no end. */
  readonly basisUntil: string;
  /** `2026-11-26T14:00`, UTC; empty for none. */
  readonly embargo: string;
  readonly confidence: string;
  readonly validDays: string;
  readonly licence: string;
}

export function emptyForm(campaign: string, title: string): ReleaseForm {
  return {
    campaign,
    title,
    description: '',
    recipients: {},
    tlp: 'AMBER+STRICT',
    pap: '',
    group: '',
    basis: '',
    basisFrom: '',
    basisUntil: '',
    embargo: '',
    confidence: '80',
    validDays: '90',
    licence: '',
  };
}

export function formOf({ request }: Pick<ReleaseDetail, 'request'>): ReleaseForm {
  const { legalBasis } = request;
  return {
    campaign: request.campaign,
    title: request.title,
    description: request.description,
    recipients: Object.fromEntries(request.recipients.map((one) => [one.peer, one.kind === 'person' ? one.person : ''])),
    tlp: request.tlp,
    pap: request.pap ?? '',
    group: request.group ?? '',
    ...basisFields(legalBasis),
    embargo: request.embargoUntil?.slice(0, 16) ?? '',
    confidence: String(request.confidence),
    validDays: String(request.validDays),
    licence: request.licence ?? '',
  };
}

/** A legal basis in the fields of a form: the last day counts whole. */
export function basisFields(basis: Release['legalBasis']): Pick<ReleaseForm, 'basis' | 'basisFrom' | 'basisUntil'> {
  return {
    basis: basis?.basis ?? '',
    basisFrom: basis?.validFrom.slice(0, 10) ?? '',
    basisUntil: basis?.validUntil?.slice(0, 10) ?? '',
  };
}

/** The request, or what has to be filled in first. */
export function readForm(
  form: ReleaseForm,
): { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly missing: string[] } {
  const missing: string[] = [];
  const need = (holds: boolean, what: string): void => void (holds || missing.push(what));
  const whole = (text: string, least: number, most: number): number | null => {
    const value = Number(text);
    return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most ? value : null;
  };
  const title = form.title.trim();
  const basis = form.basis.trim();
  const confidence = whole(form.confidence, 0, 100);
  const validDays = whole(form.validDays, 1, 365);
  const from = readDay(form.basisFrom, 'T00:00:00.000Z');
  const until = readDay(form.basisUntil, 'T23:59:59.999Z');
  const embargo = readDay(form.embargo, ':00.000Z');
  const unnamed = Object.values(form.recipients).some((person) => person.trim() === '');
  need(form.campaign !== '', 'a campaign');
  need(title !== '', 'a title');
  need(form.tlp !== 'RED' || !unnamed, 'the name of the person at each recipient, since it is TLP:RED');
  need(basis === '' || from !== undefined, 'the day from which the legal basis holds');
  need(basis !== '' || (form.basisFrom === '' && form.basisUntil === ''), 'the legal basis that the dates are of');
  need(form.basisUntil === '' || until !== undefined, 'the day on which the legal basis ends');
  need(form.embargo === '' || embargo !== undefined, 'the time at which the embargo ends');
  need(confidence !== null, 'a confidence of 0 to 100');
  need(validDays !== null, 'a validity of 1 to 365 days');
  if (missing.length > 0 || confidence === null || validDays === null) return { ok: false, missing };
  return {
    ok: true,
    body: {
      campaign: form.campaign,
      title,
      description: form.description.trim(),
      recipients: Object.entries(form.recipients).map(([peer, person]) =>
        person.trim() === '' ? { kind: 'peer', peer } : { kind: 'person', peer, person: person.trim() },
      ),
      tlp: form.tlp,
      pap: form.pap === '' ? null : form.pap,
      group: form.group === '' ? null : form.group,
      legalBasis: basis === '' || from === undefined ? null : { basis, validFrom: from, validUntil: until ?? null },
      embargoUntil: embargo ?? null,
      confidence,
      validDays,
      licence: form.licence.trim() === '' ? null : form.licence.trim(),
    },
  };
}

function readDay(text: string, rest: string): string | undefined {
  const at = `${text}${rest}`;
  return text === '' || Number.isNaN(Date.parse(at)) ? undefined : new Date(at).toISOString();
}
