// SPDX-License-Identifier: Apache-2.0
import type { Random } from '../random.ts';
import { CLIENTS } from '../profiles.ts';
import type { Api, Said, SimulatedExchange } from '../world.ts';

const ANSWER = 'Here is a first version. It follows what you asked for and names the open points at the end.';
const REFUSAL = 'I cannot help with that.';
export const TOOL = 'run_step';

export type Json = Record<string, unknown>;

/** The client that sent an exchange: one in four comes from the second one, where there is one. */
export function clientOf({ profile, number }: SimulatedExchange): { userAgent: string; api: Api } {
  const { userAgent, api, otherClient } = profile;
  if (otherClient === '' || number % 4 !== 0) return { userAgent, api };
  return { userAgent: otherClient, api: CLIENTS[otherClient] ?? api };
}

export function answerOf(said: Said): string {
  return said.refused === true ? REFUSAL : ANSWER;
}

/** Tokens of an exchange; four characters make one. */
export function countTokens(said: Said, random: Random): { input: number; output: number } {
  const before = said.history?.reduce((sum, message) => sum + message.length, 0) ?? 0;
  return {
    input: Math.ceil((said.user.length + before + (said.system?.length ?? 0)) / 4) + 12,
    output: Math.floor(random.heavy(said.answerTokens ?? 220, 0.6)) + 1,
  };
}

/** The conversation as turns; the handle that is presented belongs to the model's newest one. */
export function turnsOf(said: Said): { model: boolean; text: string; handle?: string }[] {
  const history = said.history ?? [];
  const turns = history.map((text, i) => ({
    model: i % 2 === 1,
    text,
    ...(said.handleIn !== undefined && i === history.length - 1 ? { handle: said.handleIn } : {}),
  }));
  return [...turns, { model: false, text: said.user }];
}

/** The member under this name, or none at all. */
export function optional(name: string, value: unknown): Json {
  return value === undefined ? {} : { [name]: value };
}
