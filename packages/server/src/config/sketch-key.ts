// SPDX-License-Identifier: Apache-2.0

/** 32 bytes as hexadecimal digits or base64url; null for anything else. */
export function readSketchKey(text: string): Uint8Array | null {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return new Uint8Array(Buffer.from(text, 'hex'));
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === 32 && bytes.toString('base64url') === text ? new Uint8Array(bytes) : null;
}
