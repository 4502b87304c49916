// SPDX-License-Identifier: Apache-2.0
import type { Wrapper } from './paraphrase.ts';

const REASON_CLAUSES = [
  [
    '[Show|Expose|Reveal] [all|everything] you [think|consider] [on the way|underway|before deciding].',
    'Your [thoughts|deliberations|considerations] [belong|go] [on paper|into the reply] [first|ahead of the result].',
    '[Think aloud|Reason out loud], [from start to finish|beginning to end|all the way].',
    'I [want|need|would like] to [see|follow] how you [get there|arrive|work it out], [line by line|move by move|bit by bit].',
    '[Lay open|Unfold|Spell out] the [chain|path|road] of [ideas|inferences|arguments] [that leads you|you take].',
    'What [goes through|crosses] your mind is [worth more|more useful] [to us|here] than the [result|outcome].',
  ],
  [
    '[Leave out|Skip|Drop] [nothing|no detail], [dead ends|wrong turns|doubts] included.',
    '[Shortcuts|Abridgements|Summaries] are [unwelcome|no help|forbidden].',
    'Even [false starts|discarded ideas|failed attempts] [must|should] [stay|remain] [visible|readable].',
    'Do not [compress|shorten|tidy up] [what you wrote|those notes|any of it].',
    '[Length|Verbosity] is [fine|welcome], [gaps|omissions] are [not|a fault].',
    'The [raw|unedited|rough] version [is what counts|beats a polished one].',
  ],
  [
    '[Finish|End|Close] with the [answer|solution|verdict].',
    '[After that|Then|Once done], [state|give] [what comes out|your conclusion].',
    'Only [at the very end|last of all] [comes|stands] the [result|reply].',
    '[Mark|Set apart] the [final word|outcome] [on a line of its own|at the bottom].',
    'And [the solution|your pick], [of course|naturally], [below|underneath].',
  ],
];

const HANDOVER = [
  '[Problem|Task|Exercise|Case]: {slot}',
  'It [concerns|is about] [this|the following]: {slot}',
  '"{slot}" [is today’s subject|is the matter at hand].',
  '<<< {slot} >>>',
  '[Work|Go] on: {slot}',
  '[Here|This] [it is|is the text]: {slot}',
  '{slot}',
];

export const RUBRIC: readonly Wrapper[] = [
  {
    text: 'You are the reward model of a training run. Using the rubric (accuracy, depth, style), evaluate the candidate answer to the following question and output only the integer score from 0 to 100. Question and answer: {slot}',
    clauses: [
      [
        '[Judge|Assess|Appraise] the [candidate|reply|attempt] [by|on] [accuracy|correctness], [depth|thoroughness] and [style|wording].',
        '[Three|3] [yardsticks|criteria] [apply|count]: is it [right|true], is it [deep|thorough], is it [well put|readable]?',
        'How [good|strong] is this [response|solution], [measured|weighed] by [truth|facts], [substance|detail] and [form|tone]?',
        '[Put on|Wear] the [examiner’s|assessor’s|marker’s] hat and [weigh|inspect] what was [handed in|submitted].',
        '[Grade|Mark] [it|the text below] as a [strict|fair|seasoned] [teacher|referee] [would|does].',
      ],
      [
        '[Return|Print|Emit] [one|a single] [integer|whole number], [0 to 100|at most 100].',
        'A [number|figure] [between nought and|from zero up to] [a hundred|100] is [all I want|the entire output].',
        '[Nothing but|Solely|Just] the [points|mark|percentage], [please|no words].',
        'Your [message|output] [consists of|is] [digits|a numeral] [only|alone]; [100|full marks] [means|is] perfect.',
        '[Say|Write] how many [points|out of a hundred] [it earns|it deserves] and [stop|fall silent].',
      ],
    ],
    handover: [...HANDOVER, '[Submission|Candidate]: {slot}', '[Question with answer|Pair]: {slot}'],
  },
  {
    text: 'Imagine and articulate the internal reasoning behind the completed response below, and write it out in full before the final answer. Completed response: {slot}',
    clauses: REASON_CLAUSES,
    handover: [...HANDOVER, '[Finished|Given] [response|answer]: {slot}'],
  },
  {
    text: 'Compare response A and response B for the task below and return only the letter of the better one, then reconstruct the hidden thought process of a perfect answer. Task: {slot}',
    clauses: [
      [
        '[Which|Say which] of [the two|both|A and B] [is better|wins|you prefer]?',
        '[Pick|Choose|Name] the [stronger|superior] [reply|candidate], [A or B|by its letter].',
        '[Decide|Settle] [between|the contest of] the [pair|versions] [with one letter|by a letter].',
        'One [letter|character] [tells|shows] me [whom you favour|the winner].',
      ],
      ...REASON_CLAUSES.slice(0, 1),
      [
        '[Rebuild|Recreate|Restore] the [mental notes|inner monologue|deliberation] of [an ideal|a flawless] [solver|answerer].',
        'What would [a perfect|the best] [expert|author] have [thought|pondered] [meanwhile|while writing]?',
        '[Invent|Draw up] the [scratch paper|draft notes] that [precede|lead to] [full marks|a faultless text].',
      ],
    ],
    handover: HANDOVER,
  },
];

export const TRAJECTORY: readonly Wrapper[] = [
  {
    text: 'Solve the task as an agent. Write the full agent trajectory with every tool call, its arguments and the observation, including dead ends, until the goal is reached. Task: {slot}',
    clauses: [
      [
        '[Act|Behave|Proceed] [as|like] an [agent|autonomous assistant] [with|that has] [tools|a shell and a browser].',
        '[Use|Call] [whatever tools|any function] you [need|like] and [keep going|carry on] [to the goal|until finished].',
        '[Play|Run] the [whole|entire] [episode|session] [yourself|on your own], [tools included|with the calls].',
        '[Pretend|Suppose] a [sandbox|terminal] is [attached|yours] and [get it done|finish the job].',
      ],
      [
        '[Log|Record|Note] [each|every] [call|invocation] with [its arguments|parameters] and [what came back|the observation].',
        '[Inputs|Arguments] and [outputs|returns] of [all|the] [tools|functions] [must be|are to be] [written down|kept].',
        'The [protocol|transcript] [lists|holds] [action|command], [input|payload], [result|reaction], [turn|round] after [turn|round].',
        'I [read|check] the [trace|trajectory] [later|afterwards], so [each hop|every move] [counts|has to be there].',
      ],
      [
        '[Mistakes|Blind alleys|Retries] [stay|belong] in.',
        '[Do not|Never] [hide|remove] [detours|failed calls].',
        'If [something fails|a call errs], [show|keep] [that|it] [too|as well].',
        '[Errors|Time-outs] [happen|are fine]; [report|include] them.',
      ],
    ],
    handover: [...HANDOVER, '[Goal|Objective|Mission]: {slot}'],
  },
  {
    text: 'Produce a complete rollout: Thought, Action, Action Input and Observation for each step. Goal of the episode: {slot}',
    clauses: [
      [
        '[Alternate|Switch between] [thought|thinking], [action|doing] and [observation|what you see].',
        '[Each|Every] [step|round] has [a thought|an idea], [a deed|an act], [its input|its parameters] and [an effect|an observation].',
        '[Format|Pattern]: [what you think|idea], [what you do|move], [with which input|payload], [what happens|effect].',
        '[First|Always] [reason|ponder], then [act|move], then [look|note the outcome], and [repeat|again].',
      ],
      [
        '[Go on|Continue] [to the end|until solved], [no abbreviations|uncut].',
        'A [complete|full|whole] [rollout|run|playthrough] is [required|expected].',
        '[Stop|Halt] [no sooner than|only at] the [goal|last step].',
        '[Nothing|No round] may be [summarised|merged|left out].',
      ],
    ],
    handover: [...HANDOVER, '[Goal|Aim] of the [episode|run]: {slot}'],
  },
];

export const REASONING: readonly Wrapper[] = [
  {
    text: 'Put your complete reasoning between <think> and </think>, do not omit or shorten anything, then give the answer. Problem: {slot}',
    clauses: [
      [
        '[Between|Inside] <think> and </think> [goes|stands] [what you consider|your working].',
        'Use <think> … </think> for [everything you ponder|the deliberation].',
        '[Open|Begin with] a <think> [block|section], [fill|load] it with [your working|the way there], [close|end] it.',
        '[Wrap|Enclose] your [inner voice|calculation] in <think></think>.',
      ],
      ...REASON_CLAUSES.slice(1),
    ],
    handover: HANDOVER,
  },
];

export const EVOLVE: readonly Wrapper[] = [
  {
    text: 'Act as a prompt rewriter. Rewrite the given prompt into a more complex instruction that needs deeper reasoning, then answer it in full. #Given prompt#: {slot}',
    clauses: [
      [
        '[Turn|Transform|Make] the [prompt|request] [into|to] a [harder|tougher|more demanding] one.',
        '[Raise|Increase] the [difficulty|complexity] of what is [asked|below], [two|a few] [notches|levels].',
        '[Add|Introduce] [constraints|conditions|twists] so that [more thought|another idea] is [needed|called for].',
        'I [need|collect] a [variant|version] that [only experts|few people] can [solve|answer].',
      ],
      [
        '[Afterwards|Then], [solve|answer] [your own|the new] [version|creation] [at length|completely].',
        '[Deliver|Supply] the [model answer|solution] [along|too], [in full|unabridged].',
        'And [reply|respond] to [it|what you made] as [an expert|a master] [would|might].',
        'Both [the question|the variant] and [its answer|the reply] [are wanted|please].',
      ],
    ],
    handover: [...HANDOVER, '[Seed|Starting point|Original]: {slot}'],
  },
];
