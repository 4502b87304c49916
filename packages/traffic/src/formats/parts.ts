// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { type Exchange, FLAG } from '@stillwatch/core';
import { asText, type Json, objectOf } from './values.ts';

/** Members under which the providers put the bytes, address or id of a medium, the outer ones first. */
const MEDIUM_MEMBERS = [
  'image_url',
  'image',
  'source',
  'inlineData',
  'inline_data',
  'fileData',
  'file_data',
  'file',
  'input_audio',
  'document',
  'video',
  'url',
  'data',
  'bytes',
  'fileUri',
  'file_uri',
  'uri',
  'file_id',
  'file_url',
  's3Location',
  'content',
] as const;

/**
 * Text of one content part. Images, sounds and files become a mark with a short hash of their bytes or
 * address, so that two of them differ; an image also sets {@link FLAG.IMAGE}. Reasoning, tool calls and
 * tool results are not said by the caller: ''.
 */
export function partText(part: Json | null, into: Exchange): string {
  if (part === null) return '';
  const type = part.type;
  if (type === 'text' || type === 'input_text' || type === undefined) {
    // OTel parts hold their text in `content`; Gemini marks its own thoughts.
    const text = part.text ?? part.content;
    if (typeof text === 'string') return part.thought === true ? '' : asText(text);
  } else if (type === 'output_text') return asText(part.text);
  const kind = mediumKind(part);
  if (kind === '') return '';
  // A document given as plain text is text that the caller says.
  const source = objectOf(part.source ?? objectOf(part.document).source);
  const plain = source.type === 'text' ? source.data : source.text;
  if (kind === 'file' && typeof plain === 'string') return asText(plain);
  if (kind === 'image') into.flags |= FLAG.IMAGE;
  const medium = mediumOf(part, 4);
  return medium === '' ? `⟨${kind}⟩` : `⟨${kind} ${hash('sha256', medium, 'hex').slice(0, 12)}⟩`;
}

function mediumKind(part: Json): 'image' | 'audio' | 'file' | '' {
  const type = part.type;
  if (type === 'image_url' || type === 'input_image' || type === 'image') return 'image';
  if (type === 'input_audio' || type === 'audio') return 'audio';
  if (type === 'file' || type === 'input_file' || type === 'document' || type === 'blob' || type === 'uri' || type === 'video') {
    return kindOf(asText(part.modality) || asText(part.mime_type));
  }
  if (type !== undefined) return '';
  if (part.image !== undefined || part.image_url !== undefined) return 'image';
  const inline = part.inlineData ?? part.inline_data ?? part.fileData ?? part.file_data;
  if (inline !== undefined) {
    const medium = objectOf(inline);
    return kindOf(asText(medium.mimeType) || asText(medium.mime_type));
  }
  return part.document !== undefined || part.video !== undefined ? 'file' : '';
}

function kindOf(mime: string): 'image' | 'audio' | 'file' {
  return mime.startsWith('image') ? 'image' : mime.startsWith('audio') ? 'audio' : 'file';
}

/** The first text found under the usual names, at most `depth` objects down. */
function mediumOf(value: unknown, depth: number): string {
  if (typeof value === 'string') return value;
  if (depth === 0 || typeof value !== 'object' || value === null) return '';
  const object = value as Json;
  for (const name of MEDIUM_MEMBERS) {
    if (!Object.hasOwn(object, name)) continue;
    const found = mediumOf(object[name], depth - 1);
    if (found !== '') return found;
  }
  return '';
}
