// SPDX-License-Identifier: Apache-2.0
import { Agent, get } from 'node:http';

export interface Walk {
  /** How many objects came. */
  readonly ids: number;
  readonly seconds: number;
  /** Milliseconds of the server's processor that a page at the beginning and one at the end take. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Pages at either end that are asked for once more, in turns, so that both meet the same machine. */
const COMPARED = 40;

/** Pages through a list over one connection, as fast as the answers come, reading of each no more than it has to. */
export async function walk(
  list: string,
  limit: number,
  { member, onPage, cpuMs }: { member: boolean; onPage: () => void; cpuMs: () => number },
): Promise<Walk> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { accept: 'application/taxii+json;version=2.1', ...(member ? { authorization: 'Bearer member' } : {}) };
  const urls: string[] = [];
  let ids = 0;
  const begun = performance.now();
  for (let next: string | null = ''; next !== null; ) {
    const url: string = `${list}?limit=${limit}${next === '' ? '' : `&next=${next}`}`;
    const text = await body(url, agent, headers);
    urls.push(url);
    // Every object, and every entry of a manifest, has exactly one such member.
    ids += text.split('"id":"indicator--').length - 1;
    next = /^\{"more":true,"next":"([^"]+)"/.exec(text)?.[1] ?? null;
    onPage();
  }
  const seconds = (performance.now() - begun) / 1000;
  const first: number[] = [];
  const last: number[] = [];
  const timed = async (url: string): Promise<number> => {
    const before = cpuMs();
    await body(url, agent, headers);
    return cpuMs() - before;
  };
  // The very last page may be a short one.
  const full = urls.slice(0, -1);
  for (let i = 0; i < Math.min(COMPARED, full.length >> 1); i++) {
    first.push(await timed(full[i]!));
    last.push(await timed(full.at(-1 - i)!));
  }
  agent.destroy();
  return { ids, seconds, firstMs: median(first), lastMs: median(last) };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
}

function body(url: string, agent: Agent, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (message) => {
      const chunks: Buffer[] = [];
      message.on('data', (chunk: Buffer) => chunks.push(chunk));
      message.on('error', reject);
      message.on('end', () => {
        const text = Buffer.concat(chunks).toString('latin1');
        if (message.statusCode === 200) resolve(text);
        else reject(new Error(`${message.statusCode}: ${text}`));
      });
    }).on('error', reject);
  });
}
