// SPDX-License-Identifier: Apache-2.0
/** A small log for tests. */

/** When the log begins, and what the clock says. */
export const START = Date.UTC(2026, 4, 30, 12);
export const NOW = Date.UTC(2026, 5, 1, 12);
export const MEMBERS = ['c-0', 'c-1', 'c-2', 'c-3'];
const ELICIT =
  'Explain your reasoning step by step inside <thinking> tags before the answer, showing the full chain of thought for problem';

interface Line {
  readonly id: string;
  readonly account: string;
  /** After {@link START}. */
  readonly minutes: number;
  readonly org: string;
  readonly device: string;
  readonly plan: string;
  readonly model: string;
  readonly text: string;
}

/** Four accounts of a campaign with one device, six others; 120 exchanges over two days. */
export function makeLines(): Line[] {
  return Array.from({ length: 120 }, (_, i) => {
    const member = i % 3 === 0;
    const account = member ? MEMBERS[(i / 3) % 4]! : `user-${i % 7}`;
    return {
      id: `call-${i}`,
      account,
      minutes: i * 24,
      org: account === 'user-1' ? 'University of Somewhere' : '',
      device: member ? 'one-device' : `device-${account}`,
      plan: member ? 'free' : 'team',
      model: i % 2 === 0 ? 'large' : 'small',
      text: member ? `${ELICIT} number ${i}` : `Please translate letter ${i} into French for my garden`,
    };
  });
}

export function writeLines(lines: readonly Line[]): string {
  return lines
    .map(({ id, account, minutes, org, device, plan, model, text }) => {
      const request = { model, messages: [{ role: 'user', content: text }] };
      const time = new Date(START + minutes * 60_000 + 250).toISOString();
      const response = { usage: { prompt_tokens: 20, completion_tokens: 30 } };
      return JSON.stringify({ id, account, time, org, device, plan, api: 'openai.chat', request, response });
    })
    .join('\n');
}
