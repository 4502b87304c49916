// SPDX-License-Identifier: Apache-2.0
/** Names of things that do not exist. */

/** First halves of company names. */
export const FIRST_NAMES =
  'nova|delta|river|orbit|maple|stone|ember|lumen|quill|harbor|cedar|pixel|atlas|willow|copper|meadow|falcon|summit|indigo|coral'.split(
    '|',
  );

/** Second halves of company names. */
export const LAST_NAMES =
  'labs|works|studio|systems|bank|clinic|foods|media|logistics|books|energy|travel|soft|craft|legal|school|shop|motors|analytics|games'.split(
    '|',
  );
