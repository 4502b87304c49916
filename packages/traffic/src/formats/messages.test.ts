// SPDX-License-Identifier: Apache-2.0
import { emptyExchange, type Exchange, FLAG } from '@stillwatch/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessages } from './messages.ts';

function read(messages: readonly unknown[]): Exchange {
  const exchange = emptyExchange();
  readMessages(messages, exchange);
  return exchange;
}
const user = (content: unknown) => ({ role: 'user', content });
const assistant = (content: unknown) => ({ role: 'assistant', content });

describe('readMessages', () => {
  it('joins all user messages after the last answer', () => {
    expect(read([user('a'), assistant('b'), user('c'), user('d')])).toMatchObject({ user: 'c\nd', turns: 4 });
  });

  it('does not let a prefill hide the turn before it', () => {
    expect(read([user('a'), assistant('b'), user('c'), assistant('Sure: <think>')]).user).toBe('c');
    expect(read([assistant('only')]).user).toBe('');
  });

  it('leaves a tool result out, in every dialect', () => {
    const results = [
      { role: 'tool', tool_call_id: '1', content: 'ls: a b' },
      { role: 'function', name: 'f', content: '5' },
      { type: 'function_call_output', call_id: '1', output: '5' },
      { type: 'custom_tool_call_output', output: '5' },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: '1', content: 'x' }] },
      { role: 'user', content: [{ toolResult: { content: [{ text: 'x' }] } }] },
      { role: 'user', parts: [{ functionResponse: { name: 'f', response: {} } }] },
      { role: 'user', parts: [{ type: 'tool_call_response', id: '1', response: 'x' }] },
    ];
    for (const result of results) {
      const exchange = read([user('do it'), assistant('calling'), result]);
      expect(exchange.user, JSON.stringify(result)).toBe('');
      expect(exchange.flags).toBe(FLAG.TOOL_RESULT);
    }
  });

  it('keeps what the caller says after or beside a tool result', () => {
    const tool = { role: 'tool', content: '5' };
    expect(read([assistant('x'), tool, user('now explain')])).toMatchObject({ user: 'now explain', flags: 0 });
    const both = user([
      { type: 'tool_result', content: 'x' },
      { type: 'text', text: 'go on' },
    ]);
    expect(read([assistant('x'), both])).toMatchObject({ user: 'go on', flags: 0 });
    expect(read([assistant('x'), user('first'), tool])).toMatchObject({ user: '', flags: FLAG.TOOL_RESULT });
  });

  it('tells images apart and keeps plain-text documents', () => {
    const image = (data: string) => read([user([{ type: 'image', source: { type: 'base64', media_type: 'image/png', data } }])]);
    expect(image('AAAA').user).toMatch(/^⟨image [0-9a-f]{12}⟩$/);
    expect(image('AAAA').user).toBe(image('AAAA').user);
    expect(image('AAAA').user).not.toBe(image('AAAB').user);
    expect(image('AAAA').flags).toBe(FLAG.IMAGE);
    const documents = [
      { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'inside' } },
      { type: 'input_file', file_id: 'file-1' },
      { type: 'input_audio', input_audio: { data: 'BBBB', format: 'wav' } },
      { image: { format: 'png', source: { bytes: 'CCCC' } } },
      { type: 'blob', modality: 'image', content: 'DDDD' },
    ];
    expect(read([user(documents)]).user.replaceAll(/[0-9a-f]{12}/g, '#')).toBe(
      'inside\n⟨file #⟩\n⟨audio #⟩\n⟨image #⟩\n⟨image #⟩',
    );
  });

  it('collects the newest handles of resent answers', () => {
    const answers = Array.from({ length: 100 }, (_, i) => assistant([{ type: 'thinking', signature: `signature-${i}` }]));
    const { handlesIn } = read([...answers, user('x')]);
    expect(handlesIn).toHaveLength(64);
    expect(handlesIn.at(-1)).toBe('signature-99');
    const dialects = [
      { role: 'assistant', content: 'x', thinking_blocks: [{ type: 'thinking', signature: 'handle-a' }] },
      { role: 'assistant', content: 'x', reasoning_details: [{ type: 'reasoning.encrypted', data: 'handle-b' }] },
      { role: 'assistant', tool_calls: [{ extra_content: { google: { thought_signature: 'handle-c' } } }] },
      { role: 'model', parts: [{ text: 'x', thoughtSignature: 'handle-d' }] },
      { role: 'assistant', content: [{ reasoningContent: { reasoningText: { text: 'x', signature: 'handle-e' } } }] },
      { type: 'item_reference', id: 'item-handle-f' },
    ];
    expect(read([...dialects, user('x')]).handlesIn).toEqual([
      'handle-a',
      'handle-b',
      'handle-c',
      'handle-d',
      'handle-e',
      'item-handle-f',
    ]);
  });

  it('never counts history: what came before the last answer cannot change `user`', () => {
    const message = fc.record({ role: fc.constantFrom('user', 'assistant', 'system', 'tool'), content: fc.string() });
    fc.assert(
      fc.property(fc.array(message), fc.string({ minLength: 1 }), (history, said) => {
        const alone = read([user(said)]).user;
        expect(read([...history, assistant('x'), user(said)]).user).toBe(alone);
      }),
    );
  });
});
