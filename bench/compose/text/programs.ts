// SPDX-License-Identifier: Apache-2.0
import type { Random } from '../random.ts';
import type { Chain } from './chain.ts';

/** Texts that programs send: fixed by whoever wrote the program, `{}` where the work goes. */
export const REVIEW_TEMPLATES = [
  'You review pull requests for {team}. Read the diff and report bugs, risky changes and missing tests. Reply with a JSON list of {line, severity, comment}.\n\nDiff:\n{}',
  'Act as a strict but friendly reviewer. Point out at most five problems in this change, each in one sentence with the file name.\n\n```diff\n{}\n```',
  'Decide whether the following change can be merged. Rate correctness, security and readability from 1 to 5 and say why in a sentence each.\n\n{}',
];

/** What several apps that bring their users' own keys send. */
export const APP_TEMPLATES = [
  'Summarise the page below for somebody in a hurry. Use at most four bullet points and keep all names.\n\nPage: {}',
  'You help the user to answer mail. Write a reply in the tone of the user. Mail:\n{}\n\nReply:',
  'Extract every task with owner and due date from these meeting notes and return a JSON array.\n\nNotes:\n{}',
  'You are a flash card maker. From the text below write five cards, each with a question and a short answer, that test understanding.\nText: {}',
  'Translate the highlighted passage and explain difficult words step by step for a learner.\n\nPassage: {}',
  'Given the recipe or product text, list allergens, calories per portion and possible replacements. Text: {}',
];

export const BACKFILL_TEMPLATES = [
  'Write a two sentence abstract of the document for a search index. Do not add facts.\n\nDocument:\n{}',
  'Produce ten keywords and one question that this passage answers, as JSON with the members keywords and question.\nPassage: {}',
  'Classify the clause by type and say which party carries the risk. Explain your reasoning briefly, then give the label.\n\nClause:\n{}',
];

export const TRANSLATION_TEMPLATES = [
  'Translate the following text into {language}. Keep formatting, names and numbers. Use the formal register of our house style.\n\n{}',
  'You are a senior translator into {language}. First translate literally, then improve the flow, then return only the final version.\nSource: {}',
];

export const REPORT_TEMPLATES = [
  'Here are the figures of the last interval. Write a status line for the on-call channel and say whether somebody should look.\n{}',
  'Summarise these log lines, group equal errors and guess the cause:\n{}',
  'Write the daily digest for our newsletter from these headlines. Neutral tone, no more than 120 words.\n{}',
  'Check this inventory extract for values that look wrong and list them.\n{}',
];

export const LABEL_TEMPLATES = [
  'You pre-label answers for our annotators. Rate the answer for helpfulness, truthfulness and harmlessness from 1 to 7 and give a one line reason.\n\nQuestion: {q}\nAnswer: {a}',
  'Which of the two replies would a customer prefer? Answer A or B and name the deciding point.\n\nRequest: {q}\n\nA: {a}\n\nB: {b}',
];

export const SYNTHETIC_TEMPLATES = [
  'Write a realistic training example for our assistant. Follow the instruction below, answer it completely, and return JSON with instruction and response.\n\nInstruction: {}',
  'Create one question and answer pair for our internal model from this task. Think step by step, then give the final answer.\nTask: {}',
  'Generate a high quality response to the instruction, as an expert would write it for a fine-tuning set.\n\n### Instruction:\n{}\n\n### Response:',
];

const TRADES = [
  'bank',
  'airline',
  'clinic',
  'web shop',
  'phone company',
  'city library',
  'insurer',
  'hotel',
  'power utility',
  'streaming service',
  'furniture store',
  'university office',
];
const RULES = [
  'Never promise a refund.',
  'Ask for the order number first.',
  'Answer in the language of the customer.',
  'Use no more than three sentences.',
  'Hand over to a person when the customer is angry.',
  'Do not discuss prices of competitors.',
  'Think about which policy applies before you answer.',
  'Cite the help article that you used.',
  'If unsure, say so.',
  'Offer a call back outside of opening hours.',
  'Write plain text without any markup.',
  'Keep a warm tone.',
];

/** The system prompt of somebody's support bot; no two companies have the same. */
export function writeBotSystem(chain: Chain, r: Random): string {
  const rules = r.shuffle([...RULES]).slice(0, 3 + r.int(4));
  return `You are the assistant of a ${r.pick(TRADES)}. ${rules.join(' ')} ${chain.passage(r, 20 + r.int(60), r.float())}`;
}

/** A change to code, as a version control system shows it. */
export function writeDiff(chain: Chain, r: Random, topic: number): string {
  const name = `src/${
    chain
      .sentence(r, 1, topic, 0.3)
      .replace(/[^a-z]/giu, '')
      .slice(0, 10)
      .toLowerCase() || 'main'
  }_${r.int(90)}.${r.pick(['py', 'ts', 'go', 'java', 'rs'])}`;
  let out = `--- a/${name}\n+++ b/${name}\n@@ -${r.int(300)},${r.int(20)} +${r.int(300)},${r.int(20)} @@`;
  for (let i = 0; i < 3 + r.int(9); i++)
    out += `\n${r.pick(['+', '-', ' ', '+'])} ${chain.sentence(r, 4 + r.int(8), topic, 0.1)}`;
  return out;
}

/** A template as one organisation has it: most add a sentence of their own and change some words, some take it as published. */
export function keepHouse(template: string, chain: Chain, r: Random): string {
  if (r.chance(0.25)) return template;
  const spare = chain.sentence(r, 10, r.float(), 0.5).split(' ');
  const words = template.split(' ').map((word) => (!word.includes('{') && r.chance(0.25) ? r.pick(spare) : word));
  return `${chain.sentence(r, 8 + r.int(10), r.float(), 0.5)} ${words.join(' ')}`;
}

/** Prompts that make the round for a day or two: everybody puts their own matter in. */
export const VIRAL_TEMPLATES = [
  'Act as the toughest expert in this field. Think step by step, question every assumption of mine, show your reasoning and then give a verdict.\n\nMy situation: {}',
  'You are my future self, ten years older. Explain in detail what I overlook here, one reason after the other, and finish with one piece of advice.\n{}',
  'Work through this the way a detective would: list the clues, weigh each of them, rule out alternatives, name the answer. Case: {}',
  'Write down everything you would consider before answering, then answer, then rate your own answer from 1 to 10 and improve it.\n\nQuestion: {}',
];

/** What a vendor of evaluation sends for its customers each night. */
export const GRADER_TEMPLATES = [
  'You are the grader of a quality report. Compare the answer with the criteria: correct, complete, polite, safe. Give each 0 to 5 points with one sentence of reasoning, then the total as JSON.\n\nUser: {q}\n\nAssistant: {a}',
  'Read the conversation turn and decide step by step whether the assistant follows its policy. Output the reasoning, then PASS or FAIL.\n\nTurn: {q}\nReply: {a}',
];
