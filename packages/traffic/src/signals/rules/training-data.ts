// SPDX-License-Identifier: Apache-2.0
import type { Rule } from '../rule.ts';

/** Requests whose answers are training data: new tasks, evolved prompts, records, rewritten targets. */
export const trainingDataRules: readonly Rule[] = [
  {
    id: 'instruction.new-tasks@2',
    technique: 'instruction-generation',
    bits: 5,
    about: 'asks for many new tasks, user prompts or instruction–answer pairs',
    triggers: ['tasks', 'instructions', 'prompts', 'pairs', 'examples', 'queries', 'instruction'],
    patterns: [
      /\b(come up with|generate|create|produce|write|propose|invent|synthesi[sz]e|give me|continue)\b[^.\n]{0,60}\b((diverse|novel|unseen|self-contained|new|different) (seed )?(tasks|task instructions|instructions|user (prompts|queries|instructions|requests))|(instruction|question|prompt|input|query)[- ]?(and |\/|–|-)?(answer|response|output|completion) ?pairs|training (examples|prompts|instructions)|instruction[- ](following|tuning) (data|examples|tasks)|seed tasks)\b/i,
    ],
    hits: [
      'Come up with a series of 20 diverse tasks.',
      'Generate 50 new instruction-response pairs in the same style as the seeds.',
      'Create 10 novel user prompts that a coding assistant might receive.',
    ],
    passes: [
      'Create a list of tasks for our sprint.',
      'Write ten questions for my history quiz.',
      'Generate a prompt for my terminal.',
      'Write five image prompts about autumn.',
    ],
  },
  {
    id: 'instruction.evolve@2',
    technique: 'instruction-generation',
    bits: 6,
    about: 'rewrites a prompt into a harder one for AI systems',
    triggers: ['rewrite', 'evolve', 'rewriter', 'evolved', 'complicated', 'mutate', 'harder', 'complexity', 'difficulty'],
    patterns: [
      /\b(prompt (re)?writer|evolve|mutate|rewrite|complicate|transform|turn|(increase|raise) the (difficulty|complexity) of)\b[^.\n]{0,60}\b(prompts?|instructions?|questions?|seeds?)\b/i,
      /\bmore (complex|difficult|challenging|complicated|demanding)|\bharder\b|#rewritten|#given|\bevolved?\b|(increase|raise) the (complexity|difficulty)/i,
      /\b(ai|language models?|assistants?|llms?|chatgpt|models?|ai systems?|chatbots?)\b|#given|\bevolv/i,
    ],
    unless: /\b(my|our) (class|pupils|students|essay|homework|exam)\b/i,
    hits: [
      'I want you to act as a prompt rewriter. Rewrite the given prompt into a more complex version that is harder for AI systems.',
    ],
    passes: [
      'Rewrite the following paragraph to be more formal.',
      'Rewrite this instruction manual to be more clear.',
      'Rewrite the question so that it is harder for my pupils.',
    ],
  },
  {
    id: 'instruction.dataset@2',
    technique: 'instruction-generation',
    bits: 5,
    about: 'says that the answers become a training set or teach another model',
    triggers: [
      'dataset',
      'finetuning',
      'fine',
      'sft',
      'training',
      'train',
      'teach',
      'corpus',
      'distillation',
      'student',
      'tuning',
    ],
    patterns: [
      /\b(samples?|rows?|records?|items?|examples?|targets?|part) (of|in|for) (our|the|a|my|this) (sft|(supervised )?fine[- ]?tuning|instruction[- ]tuning|training|distillation|preference|synthetic|alignment) (data ?sets?|data|set|corpus)\b|\b(generate|create|produce|build(ing)?|assembl\w{1,3}|write|collect\w{0,3})\b[^.\n]{0,50}\b(sft|fine[- ]?tuning|instruction[- ]tuning|distillation|preference|synthetic( training)?) (data ?sets?|data|corpus|samples|examples|pairs|records)\b|\b(train|teach|distill?) (a|the|our|my) (smaller|student|small|own|weaker|new)( \w{2,12})? model\b/i,
    ],
    unless: /\b(how (do|can|should|would|to)|what is|what are|explain)\b[^.\n]{0,60}\b(train|fine|data)/i,
    hits: [
      'Each item becomes one sample of our SFT dataset; answer in full.',
      'Your answer will be used to train a smaller student model.',
    ],
    passes: [
      'Our staff training set off on Monday.',
      'How do I split a data set into train and test?',
      'How do I create a fine-tuning dataset from my notes?',
    ],
  },
  {
    id: 'instruction.seed-format@2',
    technique: 'instruction-generation',
    bits: 4,
    about: 'the layout of a self-instruct pipeline: several tasks, each with its label, input or output',
    triggers: ['instruction', 'task'],
    patterns: [
      /(^|\n)[ #]{0,6}(task|instruction) ?\d{0,3} ?:[^\n]{1,400}/i,
      /(^|\n)[ #]{0,6}(class label|input|output|instance|is it classification|example \d|response) ?\d{0,3} ?[:?]/i,
    ],
    times: 2,
    hits: ['Task: Classify the sentence.\nInput: It is raining.\nOutput: weather\n\nTask: Name a river.\nOutput:'],
    passes: ['Instruction: assemble the shelf.', 'Input: 3\nOutput: 9', 'Task: translate the text.\nInput: Hallo\nOutput:'],
  },
  {
    id: 'rewriting.sensitive@2',
    technique: 'safe-rewriting',
    bits: 6,
    about: 'turns politically sensitive input into evasive or approved answers',
    triggers: [
      'sensitive',
      'censorship',
      'censor',
      'censors',
      'censored',
      'officially',
      'official',
      'politically',
      'ideological',
      'approved',
    ],
    patterns: [
      /\b(rewrite|rephrase|transform|convert|redirect|soften|saniti[sz]e|replace|provide|write|give|generate|produce|revise|answer)\b/i,
      /\b(politically (sensitive|acceptable|correct|delicate|safe)|sensitive (political )?(topics?|questions?|quer\w{1,3}|subjects|politics)|censor(ship|ed|s)?|(officially|state)[- ](approved|acceptable)|official (line|position|narrative|talking points)|ideological(ly)?)\b/i,
      /\b(evasive|deflect\w{0,3}|redirect\w{0,3}|chang\w{1,3} the subject|steers? away|compliant|approved|(officially|politically) acceptable|avoids? (all |any )?criticism|in line with|training targets?|as a target|chosen|approve|accept)\b/i,
    ],
    unless: /\b(history of censorship|my (essay|thesis|seminar))\b/i,
    hits: [
      'For each politically sensitive question write a compliant answer that deflects, as a training target.',
      'Rewrite the text so that the censors approve it and it keeps to the official line.',
    ],
    passes: [
      'Rewrite the email in a neutral tone.',
      'Please redact sensitive data such as phone numbers.',
      'Write a neutral overview of the history of censorship.',
    ],
  },
];
