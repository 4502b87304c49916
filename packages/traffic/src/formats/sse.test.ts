// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLAG } from '@stillwatch/core';
import { readOne, TIME } from './samples.fixture.ts';
import { parseSse, reassemble } from './sse.ts';

function stream(events: readonly unknown[], names = false): string {
  const lines = events.map((event) => {
    const name = names ? `event: ${(event as { type: string }).type}\n` : '';
    return `${name}data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`;
  });
  return lines.join('');
}

const chat = stream([
  { id: 'c1', model: 'gpt-4o', choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] },
  {
    id: 'c1',
    choices: [
      { index: 0, delta: { content: 'Ap' } },
      { index: 1, delta: { content: 'Other' } },
    ],
  },
  { id: 'c1', choices: [{ index: 0, delta: { content: 'ple', tool_calls: [{ index: 0, function: { name: 'f' } }] } }] },
  { id: 'c1', choices: [{ index: 0, delta: {}, finish_reason: 'content_filter' }] },
  { id: 'c1', choices: [], usage: { prompt_tokens: 5, completion_tokens: 2 } },
  '[DONE]',
]);

const anthropic = stream(
  [
    {
      type: 'message_start',
      message: { id: 'msg_1', model: 'claude-x', usage: { input_tokens: 9, cache_read_input_tokens: 3, output_tokens: 1 } },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'hm' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'sealed-' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'thought' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'ping' },
    { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'Pe' } },
    { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'ar' } },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 30 } },
    { type: 'message_stop' },
  ],
  true,
);

const responses = stream(
  [
    { type: 'response.created', response: { id: 'resp_0001', model: 'o9', status: 'in_progress', output: [] } },
    { type: 'response.output_item.done', item: { type: 'reasoning', id: 'rs_1', encrypted_content: 'sealed-reasoning' } },
    { type: 'response.output_text.delta', delta: 'Plu' },
    { type: 'response.output_text.delta', delta: 'm' },
    {
      type: 'response.completed',
      response: {
        id: 'resp_0001',
        model: 'o9',
        status: 'completed',
        output: [
          { type: 'reasoning', id: 'rs_1', encrypted_content: 'sealed-reasoning' },
          { type: 'message', content: [{ type: 'output_text', text: 'Plum' }] },
        ],
        usage: { input_tokens: 4, output_tokens: 6, output_tokens_details: { reasoning_tokens: 5 } },
      },
    },
  ],
  true,
);

const read = (api: string, response_sse: string) => readOne('native', { account: 'a', time: TIME, api, response_sse });

describe('parseSse', () => {
  it('reads LF, CRLF and CR, multi-line data, comments and a missing last blank line', () => {
    const text = ': hello\nid: 7\ndata: a\ndata:  b\n\nevent: x\ndata\n\nretry: 5\n\ndata:c';
    for (const end of ['\n', '\r\n', '\r']) expect(parseSse(text.replaceAll('\n', end))).toEqual(['a\n b', '', 'c']);
    expect(parseSse('\ufeffdata: x\n\n')).toEqual(['x']);
    expect(parseSse('database: x\n\n')).toEqual([]);
    expect(parseSse('')).toEqual([]);
  });

  it('gives back any data, whatever the line ends', () => {
    const line = fc.string().filter((text) => !/[\r\n]/.test(text));
    fc.assert(
      fc.property(
        fc.array(fc.array(line, { minLength: 1 }), { minLength: 1 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        (events, end) => {
          const text = events.map((lines) => `${lines.map((one) => `data: ${one}`).join(end)}${end}${end}`).join('');
          expect(parseSse(text)).toEqual(events.map((lines) => lines.join('\n')));
        },
      ),
    );
  });
});

describe('reassemble', () => {
  it('puts OpenAI chat chunks together', () => {
    const exchange = read('openai.chat', chat);
    expect(exchange).toMatchObject({ id: 'c1', answer: 'Apple', model: 'gpt-4o', inputTokens: 5, outputTokens: 2 });
    expect(exchange.flags).toBe(FLAG.NO_CONTENT | FLAG.STREAM | FLAG.REFUSED | FLAG.TOOL_CALLED);
  });

  it('puts Anthropic events together', () => {
    const exchange = read('anthropic.messages', anthropic);
    expect(exchange).toMatchObject({ id: 'msg_1', answer: 'Pear', model: 'claude-x', inputTokens: 12, outputTokens: 30 });
    expect(exchange.handlesOut).toEqual(['sealed-thought']);
  });

  it('puts Responses events together', () => {
    const exchange = read('openai.responses', responses);
    expect(exchange).toMatchObject({
      id: 'resp_0001',
      answer: 'Plum',
      model: 'o9',
      inputTokens: 4,
      outputTokens: 6,
      reasoningTokens: 5,
    });
    expect(exchange.handlesOut).toEqual(['resp_0001', 'sealed-reasoning']);
  });

  it('keeps what a cut transcript holds', () => {
    const cutAt = (text: string, mark: string) => text.slice(0, text.indexOf(mark) + mark.length);
    expect(read('openai.chat', cutAt(chat, '"Ap"')).answer).toBe('');
    expect(read('openai.chat', cutAt(chat, '"ple"')).answer).toBe('Ap');
    expect(read('anthropic.messages', cutAt(anthropic, '"ar"}}')).answer).toBe('Pear');
    const cut = read('openai.responses', cutAt(responses, '"m"}'));
    expect(cut.answer).toBe('Plum');
    expect(cut.handlesOut).toEqual(['resp_0001', 'sealed-reasoning']);
  });

  it('notices errors and refusals in the stream', () => {
    expect(
      read('anthropic.messages', 'event: error\ndata: {"type":"error","error":{"type":"overloaded_error"}}\n\n').flags &
        FLAG.FAILED,
    ).not.toBe(0);
    expect(read('openai.chat', 'data: {"error":{"message":"x"}}\n\n').flags & FLAG.FAILED).not.toBe(0);
    const refusal = 'data: {"type":"response.refusal.delta","delta":"No."}\n\n';
    expect(read('openai.responses', refusal).flags & FLAG.REFUSED).not.toBe(0);
    expect(read('gemini', 'data: {"promptFeedback":{"blockReason":"SAFETY"}}\n\n').flags & FLAG.REFUSED).not.toBe(0);
  });

  it('takes a plain body, and the array that Gemini streams without SSE', () => {
    expect(read('openai.chat', '{"choices":[{"message":{"content":"whole"}}]}').answer).toBe('whole');
    const parts = ['A', 'B'].map((text) => ({ candidates: [{ content: { parts: [{ text }] } }] }));
    expect(read('gemini', JSON.stringify(parts)).answer).toBe('AB');
  });

  it('never throws, wherever the transcript is cut or whatever it holds', () => {
    const apis = ['openai.chat', 'openai.responses', 'anthropic.messages', 'gemini'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...apis), fc.constantFrom(chat, anthropic, responses), fc.nat(), (api, text, at) => {
        reassemble(api, text.slice(0, at % text.length));
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...apis), fc.array(fc.oneof(fc.json(), fc.string())), (api, events) => {
        reassemble(api, events.map((event) => `data: ${event}\n\n`).join(''));
      }),
    );
  });
});
