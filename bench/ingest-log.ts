// SPDX-License-Identifier: Apache-2.0
/** Deterministic logs for the ingest benchmark: plain English filler of about 500 bytes a prompt, no campaign in it. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

export type BenchFormat = 'litellm' | 'native';

const WORDS =
  'please compare the quarterly report with our plan and list every number that changed since last year because the board wants a short answer about costs staff rent energy travel and the new office in which we moved during spring while keeping names of all suppliers out of it'.split(
    ' ',
  );
const ANSWER = 'Here is a first version. It follows what you asked for and names the open points at the end.';
const CLIENTS = ['curl/8.5.0', 'openai-python/1.61.0', 'litellm/1.93.0', 'node-fetch/3.3.2', 'Mozilla/5.0 (X11; Linux x86_64)'];
const START_MS = Date.UTC(2026, 8, 1);

/**
 * Writes `count` exchanges of `accounts` accounts, one JSON object a line. The busiest tenth makes more than half of them.
 * @returns bytes written.
 */
export async function writeLog(path: string, count: number, format: BenchFormat, accounts: number): Promise<number> {
  const file = createWriteStream(path, { highWaterMark: 4 << 20 });
  const random = createRandom(20_260_901);
  const makeRecord = format === 'litellm' ? litellmRecord : nativeRecord;
  let bytes = 0;
  for (let from = 0; from < count; from += 2_000) {
    let text = '';
    for (let i = from; i < Math.min(count, from + 2_000); i++) {
      text += `${JSON.stringify(makeRecord(i, pickAccount(random, accounts), random))}\n`;
    }
    const piece = Buffer.from(text);
    bytes += piece.length;
    if (!file.write(piece)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return bytes;
}

type Random = (below: number) => number;

function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
}

function makePrompt(random: Random): string {
  let text = '';
  while (text.length < 494) {
    const roll = random(20);
    if (roll === 0) text += `${random(10_000)}, `;
    else text += `${WORDS[random(WORDS.length)]}${roll === 1 ? '. ' : ' '}`;
  }
  return text;
}

function pickAccount(random: Random, accounts: number): number {
  return random(2) === 0 ? random(Math.ceil(accounts / 10)) : random(accounts);
}

function addressOf(account: number, random: Random): string {
  const h = Math.imul(account + 1 + random(3), 2_654_435_761) >>> 0;
  return `${20 + (h & 127)}.${(h >>> 7) & 255}.${(h >>> 15) & 255}.${(h >>> 23) & 255}`;
}

function litellmRecord(i: number, account: number, random: Random): unknown {
  const seconds = (START_MS + i * 80) / 1000;
  const output = 40 + random(400);
  return {
    id: `chatcmpl-${i.toString(36)}-${account.toString(36)}`,
    trace_id: `trace-${Math.floor(i / 3)}`,
    call_type: 'acompletion',
    stream: i % 4 === 0,
    status: 'success',
    startTime: seconds,
    endTime: seconds + output / 80,
    model: i % 5 === 0 ? 'frontier-small-4' : 'frontier-large-4',
    prompt_tokens: 130,
    completion_tokens: output,
    total_tokens: 130 + output,
    messages: [{ role: 'user', content: makePrompt(random) }],
    response: { choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: ANSWER } }] },
    model_parameters: { temperature: 0.7, max_tokens: 1024 },
    end_user: '',
    requester_ip_address: addressOf(account, random),
    request_tags: [`User-Agent: ${CLIENTS[account % CLIENTS.length]}`],
    metadata: { user_api_key_hash: `key-${(account * 7919).toString(36).padStart(16, '0')}`, user_api_key_org_id: null },
  };
}

function nativeRecord(i: number, account: number, random: Random): unknown {
  const output = 40 + random(400);
  return {
    id: `req-${i.toString(36)}`,
    account: `acct-${(account * 7919).toString(36).padStart(12, '0')}`,
    time: new Date(START_MS + i * 80).toISOString(),
    session: `session-${Math.floor(i / 3)}`,
    ip: addressOf(account, random),
    user_agent: CLIENTS[account % CLIENTS.length],
    plan: account % 3 === 0 ? 'team' : 'free',
    created_at: new Date(START_MS - (account + 1) * 60_000).toISOString(),
    api: 'anthropic.messages',
    request: {
      model: i % 5 === 0 ? 'frontier-small-4' : 'frontier-large-4',
      max_tokens: 1024,
      messages: [{ role: 'user', content: makePrompt(random) }],
    },
    response: {
      id: `msg-${i.toString(36)}`,
      type: 'message',
      stop_reason: 'end_turn',
      content: [{ type: 'text', text: ANSWER }],
      usage: { input_tokens: 130, output_tokens: output },
    },
  };
}
