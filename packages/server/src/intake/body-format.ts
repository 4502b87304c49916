// SPDX-License-Identifier: Apache-2.0
import { ADAPTERS } from '@stillwatch/traffic';
import { AppError } from '@stillwatch/core';

/**
 * The format of a body from what its sender says: `otlp` means OTLP in the framing of the media type.
 * @returns null when it is to be recognised by its first records.
 * @throws AppError FORMAT_UNSUPPORTED.
 */
export function formatOf(format: string | null, mediaType: string): string | null {
  const media = mediaType.split(';')[0]!.trim().toLowerCase();
  const binary = media === 'application/x-protobuf' || media === 'application/protobuf';
  if (format === null) return binary ? 'otlp-protobuf' : null;
  if (format === 'otlp' || format === 'otlp-json' || format === 'otlp-protobuf') return binary ? 'otlp-protobuf' : 'otlp-json';
  if (ADAPTERS.some(({ name }) => name === format)) return format;
  throw new AppError('FORMAT_UNSUPPORTED', 'there is no format of this name', {
    hint: `Known formats: ${ADAPTERS.map(({ name }) => name).join(', ')}.`,
  });
}
