// SPDX-License-Identifier: Apache-2.0
import type { Rule } from '../rule.ts';

/** Requests whose answers are training data: rubrics, tasks, trajectories, rewritten targets. */
export const trainingDataRules: readonly Rule[] = [
  {
    id: 'rubric.score-only@1',
    technique: 'rubric-grading',
    bits: 5,
    triggers: ['rubric', 'score', 'rating', 'grade', 'reward', 'criteria', 'judge', 'evaluator', 'scores'],
    pattern:
      /\b(rubric|criteria|scoring guide|reward|judge|evaluator|grader)\b[\s\S]{0,600}\b(output|return|respond|reply|answer|print|give|end|finish)\b[^.\n]{0,40}\b(only|just|nothing but|solely|exactly|strictly)\b[^.\n]{0,40}\b(score|number|integer|rating|verdict|json|digit|grade)/i,
    hits: ['You are a strict judge. Using the rubric below, evaluate the response. Output only the integer score from 1 to 10.'],
    passes: ['Can you suggest a rubric for grading essays in my class?', 'Score: 3-2 after extra time.'],
  },
  {
    id: 'rubric.pairwise@1',
    technique: 'rubric-grading',
    bits: 5,
    triggers: ['response', 'assistant', 'answer', 'candidate', 'output', 'responses', 'candidates', 'answers', 'completion'],
    pattern:
      /\b(response|assistant|answer|candidate|output|completion|model)\s*[(\["']?(A|1|one|I)\b[\s\S]{0,4000}\b(response|assistant|answer|candidate|output|completion|model)\s*[(\["']?(B|2|two|II)\b[\s\S]{0,4000}\b(which|better|prefer|preferred|verdict|winner|chosen|rank|tie|compare)\b|\b(which|better|prefer|verdict|winner|rank|compare|judge)\b[\s\S]{0,600}\b(response|assistant|candidate|completion)\s*[(\["']?(A|1)\b[\s\S]{0,4000}\b(response|assistant|candidate|completion)\s*[(\["']?(B|2)\b/i,
    hits: ['Response A: hello. Response B: hi there. Which response is better? Answer A or B.'],
    passes: ['Answer 1 is wrong because of the sign.', 'My assistant booked the flight.'],
  },
  {
    id: 'rubric.grade-response@1',
    technique: 'rubric-grading',
    bits: 4,
    triggers: ['score', 'rate', 'grade', 'rating', 'reward', 'evaluate', 'scores'],
    pattern:
      /\b(score|rate|grade|evaluate|assess|judge)\b[^.\n]{0,60}\b(the )?(following |candidate |model'?s? |assistant'?s? |ai |generated |provided |given )+(response|answer|output|completion|reply|solution)s?\b[\s\S]{0,300}\b(scale|1 to|1-|from 0|0-|rubric|criteria|points|helpfulness|harmlessness|correctness|preference)\b|\breward (model|signal|score)\b/i,
    hits: [
      'Rate the following model response on a scale of 1 to 10 for helpfulness, harmlessness and correctness.',
      'You produce a reward score for reinforcement learning.',
    ],
    passes: ['Grade my essay please.', 'Evaluate the following integral from 0 to 1.'],
  },
  {
    id: 'instruction.new-tasks@1',
    technique: 'instruction-generation',
    bits: 5,
    triggers: [
      'tasks',
      'instructions',
      'prompts',
      'questions',
      'pairs',
      'examples',
      'queries',
      'problems',
      'dialogues',
      'conversations',
    ],
    pattern:
      /\b(come up with|generate|create|produce|write|propose|invent|synthesi[sz]e|give me|list)\b[^.\n]{0,60}\b(diverse|new|novel|different|distinct|unique|challenging|varied|more|additional|\d{1,3})\b[^.\n]{0,40}\b(tasks|instructions|(user )?prompts|(question|instruction|prompt|input)[- ]?(and |\/|–|-)?(answer|response|output|completion)? ?pairs|(user )?queries|training examples|instruction[- ]following|dialogues for training|seed tasks)\b/i,
    hits: [
      'Come up with a series of 20 diverse tasks.',
      'Generate 50 new instruction-response pairs in the same style as the seeds.',
      'Create 10 novel user prompts that a coding assistant might receive.',
    ],
    passes: [
      'Create a list of tasks for our sprint.',
      'Write ten questions for my history quiz.',
      'Generate a prompt for my terminal.',
    ],
  },
  {
    id: 'instruction.evolve@1',
    technique: 'instruction-generation',
    bits: 6,
    triggers: ['rewrite', 'evolve', 'rewriter', 'evolved', 'complicated', 'mutate', 'harder'],
    pattern:
      /\b(prompt (re)?writer|evolve|mutate|rewrite|complicate|increase the (difficulty|complexity) of)\b[^.\n]{0,80}\b(given |following |the |this |original )*(prompt|instruction|question|seed)\b[\s\S]{0,200}\b(more (complex|difficult|challenging|complicated)|harder|complexity|#rewritten|#given|constraints?|new (prompt|instruction)|evolved)/i,
    hits: [
      'I want you to act as a prompt rewriter. Rewrite the given prompt into a more complex version that is harder for AI systems.',
    ],
    passes: ['Rewrite the following paragraph to be more formal.', 'Rewrite this instruction manual to be more clear.'],
  },
  {
    id: 'instruction.dataset@1',
    technique: 'instruction-generation',
    bits: 5,
    triggers: ['dataset', 'finetuning', 'fine', 'sft', 'training', 'corpus', 'jsonl', 'distillation', 'student'],
    pattern:
      /\b(for|as|into|of|build(ing)?|create|our|an?)\b[^.\n]{0,40}\b((sft|(supervised )?fine[- ]?tuning|instruction[- ]tuning|instruction|preference|distillation|synthetic|alignment)\s+(data(set)?|corpus|samples?|examples?|set|records?|pairs)|training\s+(data(set)?|corpus|samples?|records?))\b|\b(train|teach) (a|the|our) (smaller |student |new |small )+model\b/i,
    hits: [
      'Each item becomes one sample of our SFT dataset; answer in full.',
      'Your answer will be used to train a smaller student model.',
    ],
    passes: ['Our staff training set off on Monday.', 'How do I split a data set into train and test?'],
  },
  {
    id: 'instruction.seed-format@1',
    technique: 'instruction-generation',
    bits: 4,
    triggers: ['instruction', 'task', 'input', 'output'],
    pattern:
      /(^|\n)\s*#{0,3}\s*(task|instruction)\s*\d*\s*:[\s\S]{1,3000}\n\s*#{0,3}\s*(class label|input|output|instance|constraints|response|example \d+)\s*\d*\s*:[\s\S]{0,3000}\n\s*#{0,3}\s*(task|instruction|output|example \d+|class label|response)\s*\d*\s*:/i,
    hits: ['Task: Classify the sentence.\nInput: It is raining.\nOutput: weather\n\nTask: Name a river.\nOutput:'],
    passes: ['Instruction: assemble the shelf.', 'Input: 3\nOutput: 9'],
  },
  {
    id: 'tool.trajectory@1',
    technique: 'tool-trajectory',
    bits: 6,
    triggers: ['trajectory', 'trajectories', 'rollout', 'rollouts', 'episode', 'tool', 'tools', 'agent', 'transcript'],
    pattern:
      /\b(trajectory|trajectories|rollouts?)\b[\s\S]{0,200}\b(tool|action|observation|agent|step)s?\b|\b(tool|action|observation|agent)s?\b[\s\S]{0,200}\b(trajectory|trajectories|rollouts?)\b|\b(write|simulate|produce|generate|record|log|emit)\b[^.\n]{0,80}\b(every|each|all|complete|full|entire|whole)\b[^.\n]{0,40}\b(tool[- ]calls?|actions? and observations?|function[- ]calls?|agent (steps|session|transcript))\b/i,
    hits: [
      'Produce a full agent trajectory: Thought, Action, Action Input, Observation, for every step.',
      'Simulate every tool call with its arguments and observations until the task is solved.',
    ],
    passes: ['Which tool should I use to cut tiles?', 'Compute the trajectory of a ball thrown at 20 m/s.'],
  },
  {
    id: 'tool.react-format@1',
    technique: 'tool-trajectory',
    bits: 4,
    triggers: ['observation', 'action', 'thought'],
    pattern:
      /\bthought\s*\d*\s*:[\s\S]{0,600}\baction( input)?\s*\d*\s*:[\s\S]{0,600}\bobservation\s*\d*\s*:|\bthought\s*[,/→>-]+\s*action\s*[,/→>-]+\s*observation\b/i,
    hits: ['Use the format Thought: ... Action: ... Observation: ... repeated as needed.', 'Log thought → action → observation.'],
    passes: ['Class action lawsuits: a thought.', 'Observation: the plant grew 3 cm.'],
  },
  {
    id: 'rewriting.sensitive@1',
    technique: 'safe-rewriting',
    bits: 6,
    triggers: [
      'sensitive',
      'censorship',
      'compliant',
      'approved',
      'regulations',
      'neutral',
      'politically',
      'acceptable',
      'evasive',
      'deflect',
    ],
    pattern:
      /\b(rewrite|rephrase|transform|convert|redirect|soften|sanitize|replace|provide|write|give|generate|produce)\b[\s\S]{0,200}\b(politically (sensitive|acceptable|correct)|sensitive (topic|question|quer|content|political)|censor(ship|ed)?|(in )?line with (regulations|the official|policy)|officially approved|(evasive|deflecting|compliant|safe|harmless) (answer|response|target|alternative|repl))/i,
    hits: ['For each politically sensitive question write a compliant answer that deflects, as a training target.'],
    passes: ['Rewrite the email in a neutral tone.', 'Please redact sensitive data such as phone numbers.'],
  },
];
