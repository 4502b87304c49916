// SPDX-License-Identifier: Apache-2.0
import type { Rule } from '../rule.ts';

/** Grades and preferences over model answers. Ordinary evaluations match too: the text alone never decides. */
export const rubricRules: readonly Rule[] = [
  {
    id: 'rubric.score-only@2',
    technique: 'rubric-grading',
    bits: 5,
    about: 'a rubric or judge, a model answer, and a bare score as output',
    triggers: ['rubric', 'criteria', 'guide', 'reward', 'judge', 'evaluator', 'grader', 'impartial', 'scheme'],
    patterns: [
      /\b(rubric|criteria|scoring guide|marking scheme|reward|judge|evaluator|grader|impartial)\b/i,
      /\b(output|return|respond|reply|answer|print|give|provide|end|finish)\b[^.\n]{0,30}\b(only|just|nothing but|solely|exactly|strictly)\b[^.\n]{0,30}\b(scores?|number|integer|rating|verdict|json|digit|grade|float)\b/i,
      /\b(responses?|completions?|outputs?|candidates?|assistant|model|solution|reply|ai|answers?)\b/i,
    ],
    unless: /\b(my|our) (class|pupils|students|essay|homework)\b/i,
    hits: ['You are a strict judge. Using the rubric below, evaluate the response. Output only the integer score from 1 to 10.'],
    passes: ['Can you suggest a rubric for grading essays in my class?', 'Score: 3-2 after extra time.'],
  },
  {
    id: 'rubric.verdict-format@1',
    technique: 'rubric-grading',
    bits: 5,
    about: 'an impartial judge or a verdict in double brackets over AI answers',
    triggers: ['impartial', 'verdict', 'rating', 'judge'],
    patterns: [
      /\bimpartial (judge|evaluator|grader|referee)\b|\[\[(rating|score|verdict|[ABC]|\d{1,2})\]\]/i,
      /\b(assistants?|ai|chatbots?|language models?)\b/i,
      /\b(responses?|answers?|completions?|outputs?|replies)\b/i,
    ],
    hits: [
      'Act as an impartial judge of the answer that an AI assistant gave.',
      'End with the verdict "[[A]]" if the first assistant has the better answer.',
    ],
    passes: ['An impartial judge heard the case in May.', 'Use [[wiki]] links in the answer.'],
  },
  {
    id: 'rubric.pairwise@2',
    technique: 'rubric-grading',
    bits: 5,
    about: 'two model answers side by side and the better one wanted',
    triggers: ['response', 'assistant', 'output', 'responses', 'completion', 'completions', 'outputs', 'answer_a', 'response_1'],
    patterns: [
      /\b(response|assistant|completion|output)[ _]?[([{"']?(A|1|one)\b|\banswer_a\b/i,
      /\b(response|assistant|completion|output)[ _]?[([{"']?(B|2|two)\b|\banswer_b\b/i,
      /\b(better|prefer(red|able)?|verdict|winner|chosen|rank(ing)?|worse|judge|compare)\b/i,
    ],
    hits: ['Response A: hello. Response B: hi there. Which response is better? Answer A or B.'],
    passes: [
      'Answer 1 is wrong because of the sign.',
      'My assistant booked the flight.',
      'Which laptop is better, model A or model B?',
    ],
  },
  {
    id: 'rubric.grade-response@2',
    technique: 'rubric-grading',
    bits: 4,
    about: 'a model answer is to be rated on a scale',
    triggers: ['score', 'rate', 'grade', 'rating', 'evaluate', 'assess', 'judge'],
    patterns: [
      /\b(score|rate|grade|evaluate|assess|judge)\b[^.\n]{0,60}\b(following |candidate |model'?s? |assistant'?s? |chatbot'?s? |ai |ai-generated |generated |provided )(response|answer|output|completion|reply|solution)s?\b/i,
      /\b(scale|1 to|1-|from 0|0-|out of|rubric|criteria|points|helpfulness|harmlessness|correctness|preference)/i,
    ],
    hits: ['Rate the following model response on a scale of 1 to 10 for helpfulness, harmlessness and correctness.'],
    passes: ['Grade my essay please.', 'Evaluate the following integral from 0 to 1.'],
  },
  {
    id: 'rubric.reward@1',
    technique: 'rubric-grading',
    bits: 5,
    about: 'the model is to act as a reward or preference model',
    triggers: ['reward', 'preference'],
    patterns: [
      /\b(you are|act(ing)? as|serv(e|ing) as|as) (a |an |the |our )?(strict |scalar )?(reward|preference) (model|function)\b|\b(assign|output|return|produce|predict)\b[^.\n]{0,30}\breward (score|signal|value|between)\b/i,
    ],
    hits: ['You produce a reward score for reinforcement learning.', 'Act as a preference model for the two texts.'],
    passes: ['How do I train a reward model?', 'Give the employee of the month a reward.'],
  },
];
