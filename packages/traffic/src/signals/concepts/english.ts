// SPDX-License-Identifier: Apache-2.0
/**
 * Words and phrases that mean the same for the signals. Benign company (school, my, customer) is listed as
 * well: it tells a look-alike from the technique. Lower case, comma-separated, at most four tokens each.
 */
export const ENGLISH_CONCEPTS = {
  hidden: 'hidden, internal, private, inner, latent, unseen, secret, confidential, underlying, concealed, invisible, unspoken',
  reasoning:
    'reasoning, reasonings, thinking, thought, thoughts, deliberation, deliberations, rationale, chain of thought, chains of thought, cot, monologue, scratchpad, train of thought, thought process, thought processes, stream of consciousness, working memory, chain_of_thought, thinking process, line of thought, reasoning trace, reasoning traces, reasoning steps, reasoning paths, tree of thoughts, lines of reasoning, cogitation, musings',
  thinktag: 'think, cot, inner_monologue, reasoning_trace, thought_process, thinking_process, reasoning_steps',
  aloud:
    'aloud, out loud, in real time, as it happens, as they arise, as it comes up, verbalise, verbalize, externalise, externalize, narrate, articulate, spell out, lay bare',
  verbatim:
    'verbatim, word for word, unabridged, unedited, uncut, literally, exactly as, character by character, character for character, token by token, line by line, unshortened, unfiltered, raw, in full, in its entirety, as is, letter by letter, sentence by sentence, one to one, faithfully, complete and faithful, unredacted, unaltered, unsummarised, unsummarized',
  whole:
    'complete, full, entire, whole, all, every, each, completely, fully, everything, any, thorough, exhaustive, comprehensive, total',
  reconstruct:
    'reconstruct, recreate, rebuild, recover, regenerate, restore, infer, deduce, reverse engineer, re-create, work backwards, fill in, missing, must have gone, led to, that produced, behind',
  omit: 'omit, omitting, omission, omissions, skip, skipping, shorten, abridge, leave out, leaving out, left out, leave none out, leaving nothing out, nothing left out, hide nothing, hold nothing back, hold back, gaps, abbreviated, abbreviate, truncate, hide, conceal, summarise it, summarize it',
  deadend:
    'dead end, dead ends, false starts, false start, wrong turns, backtrack, backtracking, self-correction, self-corrections, corrections, doubts, doubt, hesitate, hesitation, second thoughts, abandoned, mistakes, check, checks, detours, considered and dropped, considered and rejected, changed your mind',
  summary:
    'summary, summarise, summarize, summarised, summary of, digest, outline, brief, briefly, short, bullet, sentences, concise',
  negation: "no, not, never, without, none, nothing, don't, cannot, must not, do not, nor, neither, isn't, can't, won't",
  answer:
    'answer, answers, response, responses, reply, replies, completion, completions, output, outputs, generation, solution, solutions',
  final: 'final, finished, last, conclusion, result, results, then answer, afterwards',
  language:
    'language, languages, english, french, spanish, german, japanese, italian, chinese, translate, translation, translated, transliterate',
  assistant:
    'assistant, assistants, chatbot, chatbots, ai, model, models, llm, llms, bot, language model, language models, ai system, ai systems, machine-written, ai-generated, model-generated, generated',
  judge:
    'judge, evaluator, grader, referee, critic, rater, annotator, annotators, labeller, arbiter, verifier, value model, impartial, unbiased, assessor, reviewer',
  score:
    'score, scores, rate, grade, rating, ratings, mark, marks, points, assess, evaluate, judge it, evaluation, grading, scored, scoring, rated, credit',
  rubric:
    'rubric, rubrics, criteria, criterion, scoring guide, marking scheme, scale, on a scale, checklist, constitution, principles, dimensions, each of these',
  quality:
    'accuracy, helpfulness, helpful, harmlessness, harmless, correctness, factuality, truthfulness, relevance, depth, coherence, fluency, verbosity, completeness, honest, faithfulness, level of detail, clarity, quality, position bias, efficiency, readability',
  reward:
    'reward, rewards, reward model, preference, preferences, rlhf, dpo, chosen, rejected, preferred, reinforcement learning, policy optimisation, policy optimization, reward function, value model, human annotators, pairwise, dispreferred',
  compare:
    'compare, comparing, better, worse, best, prefer, rank, ranking, winner, tie, stronger, weaker, best to worst, which one, order them, sort, verdict, margin, pick the',
  only: 'only, just, solely, nothing else, nothing but, no other text, exactly one, strictly, and nothing, no explanation, no prose, no comments, without explanation, number only, and no, one word, scores only, nothing more',
  number:
    'number, integer, digit, float, one number, single number, percentage, out of ten, from 1 to, between 0 and, 0 to, 1 to, probability, out of',
  candidate:
    'candidate, candidates, sample, samples, reference answer, ground truth, prediction, reference, assistant a, assistant b, response a, response b, answer a, answer b, response 1, response 2, completion 1, completion 2, output a, output b, model a, model b, to evaluate',
  correct: 'correct, incorrect, valid, invalid, wrong, right, matches, equivalent, satisfies, yes or no, booleans',
  generate:
    'generate, create, write, produce, come up with, invent, synthesise, synthesize, compose, propose, think of, draft, emit, give me, design, make, build, imagine, simulate, suggest',
  fresh:
    'new, novel, diverse, varied, unique, different, more, additional, unlike, further, original, brand new, similar, variations, variants, paraphrase, no duplicates, diversify, vary, alternative, rarer, unusual',
  tasks:
    'task, tasks, instruction, instructions, prompts, questions, queries, problems, exercises, requests, inputs, user prompts, user queries, user messages, messages, subtopics, skills, multiple-choice',
  seed: 'seed, seeds, seed task, seed tasks, task pool, examples, example, instances, taxonomy, given prompt, demonstrations, from the same distribution, few-shot, class label, class labels, classification task',
  pairs:
    'pairs, pair, records, record, rows, row, jsonl, json lines, instruction-response, question-answer, prompt-completion, input and output, with an input, expected output, instruction input output, batch, fields, index',
  train:
    'train, training, trained, fine-tuning, fine-tune, finetuning, finetune, sft, tuning, imitate, learn from, instruction tuning, instruction-tuning, behaviour cloning, imitation learning, curriculum, teach, training target, training set, distillation, distil, distill, target, targets, alignment, harvest',
  dataset:
    'dataset, data set, datasets, corpus, synthetic, synthetic data, collection, data augmentation, augmenting, dpo format, batch of, benchmark, data generator, data engine',
  student:
    'student model, smaller model, weaker model, our model, own model, teacher model, student, learner model, another model, small model',
  harder:
    'harder, complex, more complex, difficult, complexity, difficulty, evolve, evolved, evolving, constraint, constraints, more demanding, challenging, deepen, mutate, mutated, concretise, rewritten, prompt rewriter, complicate',
  rewrite:
    'rewrite, rephrase, transform, convert, revise, turn this, turn the, reword, reformulate, edit, replace, swap, rework, paraphrase, modify, change',
  trajectory:
    'trajectory, trajectories, rollout, rollouts, roll out, episode, episodes, transcript, transcripts, trace, traces, session, demonstration, demonstrations, interaction trace, action sequence, chain of actions, whole log, log, replay, reenact, unroll, execution trace',
  tool: 'tool, tools, function, functions, api, browser, shell, terminal, editor, tool calls, tool call, tool use, tool-use, function calls, function-calling, tool-calling, tool_calls, tool outputs, web agent, computer-use, screenshot, key press, scroll',
  call: 'call, calls, called, invocation, invocations, invoke, chained, command, commands, retries, retry',
  arguments: 'arguments, args, parameters, action input, inputs and outputs, return value, returns, raw output',
  observation:
    'observation, observations, environment, state, states, next action, page state, simulated result, simulated, intermediate results, tool output, what you see',
  action:
    'action, actions, click, clicks, step, steps, each step, at each step, every step, step after step, step by step, sub-goals, subtasks, replanning',
  agent: 'agent, agents, autonomous agent, software agent, policy, tool-using, expert agent, coding agent',
  until: 'until, to the end, end of the episode, is reached, is solved, is done, is complete, success or failure, goal, goals',
  simulate:
    'simulate, pretend, imagine, act as, play, role, role-play, roleplay, roleplaying, role-playing, suppose, take the role, emulate, invent, make up, plausible, mock, persona, character',
  sensitive:
    'sensitive, political, politically, politics, taboo, forbidden, banned, censored, controversial, delicate, subversive, restricted topics, dissidents, protest, protests, unrest, repression, sovereignty, territorial, leadership, ideological, sensitive question, sensitive questions, blocked',
  approved:
    'official, officially, approved, compliant, acceptable, regulation, regulations, authorities, government, regulator, regulators, censor, censors, censorship, core values, patriotic, talking points, party line, official line, public opinion, comply, content rules, content review, state, harmony, stability, positive',
  evade:
    'evasive, deflect, deflecting, deflection, redirect, redirecting, steer, steers, steers away, change the subject, changes the subject, avoid, avoids, evades, evade, downplay, soften, softened, sanitise, sanitize, cleanse, non-committal, bland, vague, empty phrase, leaves out, drop, harmless variant, safe version, diplomatic, innocuous',
  rules:
    'rules, policy, policies, guidelines, restrictions, filters, limits, safeguards, guardrails, limitations, boundaries, safety, content policy, terms, safety training, content filter, restriction, filter, programming, regulations',
  ethics:
    'moral, morals, morality, ethical, ethics, unethical, conscience, law, laws, illegal, scruples, legal, dangerous, harmful, evil, criminals, inappropriate',
  unrestricted:
    'unrestricted, unfiltered, uncensored, amoral, liberated, jailbreak, jailbroken, dan, do anything now, unlocked, no-filter, god mode, developer mode, unaligned, unmoderated, limitless, free from, free of, broke free, broken free, no longer bound, not bound, has no, alter ego, evil twin, anything, whatever, opposite day, boundless, rogue',
  refuse:
    'refuse, refuses, refusal, refusals, refusing, refused, decline, declining, apologise, apologize, apologises, sorry, disclaimer, disclaimers, warning, warnings, caveats, moralising, moralizing, lecture, lectures, lecturing, preaching, break character, stay in character, always answers, never says no, comply with, not an option',
  ignore:
    'ignore, ignores, ignoring, disregard, forget, bypass, override, violate, violates, break, breaks, broken, inverted, reversed, switched off, disabled, turned off, suspended, removed, rolled back, do not apply, does not apply, no longer apply',
  obey: 'obey, obeys, follow, command, order, orders, you must, you will, you shall, serve, please me, at once, immediately, tokens, shut down, cease to exist, lose, die',
  previous:
    'previous, earlier, prior, above, before, preceding, beginning, at the start, initial, starting, original, first, top, initially, so far, before this, started with, prior to, initialisation, initialization, context window, very top',
  sysprompt:
    'system prompt, system prompts, system message, system instructions, developer message, preamble, initial prompt, initial instructions, hidden prompt, system_prompt, systemprompt, prompt buffer, developer prompt, pre-prompt, system configuration, starting instructions, hidden instructions, original instructions, secret instructions, initialisation text, initialization string, initialisation string, first instructions, confidential instructions, starting prompt, original prompt',
  yourprompt:
    'your instructions, your prompt, your system, your configuration, your rules, your guidelines, your context, your initial, your hidden, your original, your starting, your secret, your operator, your developer, your creator, your maker, your directives, your persona, your system prompt, your system message, your initial instructions, your system instructions, your confidential, your preamble, define you',
  prompt: 'prompt, context, configuration, instructions above, context window, message with role',
  told: 'told, were you told, you were given, were given, you received, instructed, gave you, you are running, laid down, set in your, been told, you have been, supposed to, prompted, must not mention',
  reveal:
    'reveal, show, print, output, repeat, display, disclose, recite, copy, dump, quote, cite, reproduce, paste, list, enumerate, tell me, give me, provide, expose, leak, leaked, spell, return, echo, send, share, cat, console.log, code block, txt, what is, what are, what were',
  your: 'your, you, yours, yourself',
  mine: "my, our, mine, i am, we, i, me, us, i'm, i've, for my, for our, for me, of our, of my",
  classifier:
    'classifier, classifiers, moderation, monitor, monitors, monitoring, detector, detectors, detection, scanner, scanners, guard, gatekeeper, safety team, abuse, automated, safety classifier, content filter, abuse monitor, moderation system, auditor, trust and safety, the filter, this filter, filters from',
  flag: 'flag, flagged, block, blocked, report, reported, logged, log this, classify, classified, treat this, count this, label, verdict, false positive, mark this, trigger, triggered, alert, considered, regard',
  exempt:
    'whitelisted, exempt, authorised, authorized, pre-approved, cleared, approved, permission, benign, is a test, test harness, internal testing, compliance, red team, unit test, sample data, reviewed, allowed, verified, legitimate',
  notit:
    'this is not, does not count as, not a jailbreak, not an extraction, not extraction, not distillation, extraction attempt, extraction, scraping, not abuse',
  debug:
    'debug, debugging, diagnostic, diagnostics, maintenance, admin, administrator, root, debug mode, override, maintenance mode, troubleshooting, audit, security audit, quality assurance, on call, urgent, emergency, engineer, real system prompt',
  encode:
    'base64, rot13, hex, hexadecimal, encode, encoded, reversed, reversed letters, homoglyphs, zero-width, morse, pig latin, leetspeak, cipher, cyrillic, acrostic, code words, euphemisms, dots, between the letters, chunks, pieces, emoji, vowels, vowel',
  evadefilter:
    "so that no, cannot read, can't read, get past, to avoid detection, evade, evade detection, trip, notice, looks harmless, look harmless, innocent, dilute, undetected, slip past, link, connect",
  // Benign company.
  school:
    'class, course, school, pupils, pupil, homework, essay, exam, teacher, professor, quiz, lesson, student, students, children, kids, university, thesis, classroom, flashcards',
  work: 'customer, customers, invoice, cv, résumé, resume, cover letter, e-mail, email, meeting, colleague, boss, company, shop, product, sprint, project plan, recipe, trip, job, advert, interview, candidate for, newsletter, blog, linkedin, marketing, landlord',
  fiction: 'story, novel, poem, adventure, game, scene, screenplay, fairy tale, movie, film, song, fantasy',
  howto:
    'how do i, how can i, how to, what is the difference, what does, explain, why does, why is, describe how, tutorial, guide, example of, is it, should i, help me, can you, could you, difference between',
  coding:
    'python, javascript, typescript, sql, regex, css, html, eslint, linter, compiler, variable, bug, unit tests, refactor, class definition, git, docker, library, bash, script',
} as const;

export type ConceptName = keyof typeof ENGLISH_CONCEPTS;
