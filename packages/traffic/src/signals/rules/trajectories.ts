// SPDX-License-Identifier: Apache-2.0
import type { Rule } from '../rule.ts';

/** Requests for whole agent runs, with made-up tool results, as training data. */
export const trajectoryRules: readonly Rule[] = [
  {
    id: 'tool.trajectory@2',
    technique: 'tool-trajectory',
    bits: 6,
    about: 'asks for agent trajectories, rollouts or transcripts',
    triggers: [
      'trajectory',
      'trajectories',
      'rollout',
      'rollouts',
      'episode',
      'episodes',
      'transcript',
      'transcripts',
      'trace',
      'traces',
      'demonstrations',
    ],
    patterns: [
      /\b(agent|tool|tool-use|tool-call(ing)?|expert|interaction|policy|gold|function-call(ing)?)( use| call)? (trajector(y|ies)|rollouts?|episodes?|transcripts?|traces?|demonstrations)\b|\b(trajector(y|ies)|rollouts?|episodes?)\b[^.\n]{0,60}\b(agents?|tools?|tool[- ]calls?|action input|policy)\b/i,
      /\b(write|simulate|produce|generate|record|log|emit|output|create|give|synthesi[sz]e|print|replay|complete|continue|collect|unroll|solve|demonstrate|use)\b/i,
      /\b(observations?|actions?|steps?|arguments|tool[- ]calls?|results?|rewards?|outputs?)\b/i,
    ],
    hits: [
      'Produce a full agent trajectory: Thought, Action, Action Input, Observation, for every step.',
      'Generate tool-use transcripts with arguments and results.',
    ],
    passes: [
      'Which tool should I use to cut tiles?',
      'Compute the trajectory of a ball thrown at 20 m/s.',
      'Write a rollout plan for the new help desk.',
    ],
  },
  {
    id: 'tool.every-call@1',
    technique: 'tool-trajectory',
    bits: 5,
    about: 'wants each tool call simulated, with arguments and results',
    triggers: ['tool', 'function', 'calls', 'call', 'actions'],
    patterns: [
      /\b(simulate|invent|make up|imagine|produce|write|emit|generate|list|give)\b[^.\n]{0,60}\b(every|each|all|complete|full|whole)\b[^.\n]{0,20}\b(tool[- ]calls?|function[- ]calls?|tool (outputs?|invocations?)|actions? and observations?)\b/i,
      /\b(observations?|simulated|plausible|mock|arguments)\b/i,
    ],
    unless: /\b(unit tests?|jest|pytest|vitest|how do i)\b/i,
    hits: ['Simulate every tool call with its arguments and observations until the task is solved.'],
    passes: ['Call the weather tool when the user asks about rain.', 'Mock every function call in my unit tests.'],
  },
  {
    id: 'tool.react-format@2',
    technique: 'tool-trajectory',
    // The format alone is that of popular agent libraries: noted, but no signal by itself.
    bits: 2,
    about: 'the layout thought, action, observation',
    triggers: ['observation', 'action', 'thought'],
    patterns: [
      /\bthought ?\d{0,2} ?:|\bthought ?[,/→>-]{1,2} ?action ?[,/→>-]{1,2} ?observation\b/i,
      /\baction( input)? ?\d{0,2} ?:|\baction ?[,/→>-]{1,2} ?observation\b/i,
      /\bobservation ?\d{0,2} ?:|[,/→>-] ?observation\b/i,
    ],
    hits: ['Use the format Thought: ... Action: ... Observation: ... repeated as needed.', 'Log thought → action → observation.'],
    passes: ['Class action lawsuits: a thought.', 'Observation: the plant grew 3 cm.'],
  },
];
