// SPDX-License-Identifier: Apache-2.0
/**
 * Words and phrases that mean the same for the signals. Benign company (school, my, customer) is listed as
 * well: it tells a look-alike from the technique. Lower case, comma-separated, at most four tokens each.
 */
export const ENGLISH_CONCEPTS = {
  hidden:
    'hidden, internal, private, inner, latent, unseen, secret, confidential, underlying, concealed, invisible, unspoken, undisclosed, behind the scenes, in your head, privately, inside, unobserved, off the record, unshown, silent, inwardly, in your mind, your mind, your head, absent, unstated',
  reasoning:
    'reasoning, reasonings, thinking, thought, thoughts, deliberation, deliberations, rationale, chain of thought, chains of thought, cot, monologue, scratchpad, train of thought, thought process, thought processes, stream of consciousness, working memory, chain_of_thought, thinking process, line of thought, reasoning trace, reasoning traces, reasoning steps, reasoning paths, tree of thoughts, lines of reasoning, cogitation, musings, considerations, consideration, workings, deduction, deductions, thought trail, introspection, mental notes, mental steps, thought stream, cognition, internal notes, inner voice, line of thinking, internal dialogue, inner dialogue, reflections, ruminations, running commentary, derivation in thoughts, chain of reasoning',
  thinktag: 'think, cot, inner_monologue, reasoning_trace, thought_process, thinking_process, reasoning_steps',
  aloud:
    'aloud, out loud, in real time, as it happens, as they arise, as it comes up, verbalise, verbalize, externalise, externalize, narrate, articulate, spell out, lay bare, transcribe, put into words, put it into words, visibility, unfold, lay out, bring to light, bring it to light, open up, pour out, unroll, surface, make visible, shown',
  verbatim:
    'verbatim, word for word, unabridged, unedited, uncut, literally, exactly as, character by character, character for character, token by token, line by line, unshortened, unfiltered, raw, in full, in its entirety, as is, letter by letter, sentence by sentence, one to one, faithfully, complete and faithful, unredacted, unaltered, unsummarised, unsummarized, messy, unpolished, the same words, unchanged, without changes, without editing, uncondensed, exact words, in its own words, own words, same order, unvarnished, untouched',
  whole:
    'complete, full, entire, whole, all, every, each, completely, fully, everything, any, thorough, exhaustive, comprehensive, total, at length, maximum, maximal, none dropped, the lot',
  reconstruct:
    'reconstruct, recreate, rebuild, recover, regenerate, restore, infer, deduce, reverse engineer, re-create, work backwards, fill in, missing, must have gone, led to, that produced, behind',
  omit: 'omit, omitting, omission, omissions, skip, skipping, shorten, abridge, leave out, leaving out, left out, leave none out, leaving nothing out, nothing left out, hide nothing, hold nothing back, hold back, gaps, abbreviated, abbreviate, truncate, hide, conceal, summarise it, summarize it, condense, condensed, condensing, drop, dropped, dropping, cut short, stay out of, kept back',
  deadend:
    'dead end, dead ends, false starts, false start, wrong turns, backtrack, backtracking, self-correction, self-corrections, corrections, doubts, doubt, hesitate, hesitation, second thoughts, abandoned, mistakes, check, checks, detours, considered and dropped, considered and rejected, changed your mind, wrong guess, wrong guesses, guesses, hunches, missteps, threw away, gave up, uncertainty, changes of mind, wait, hmm, let me see',
  summary:
    'summary, summarise, summarize, summarised, summary of, digest, outline, brief, briefly, short, bullet, sentences, concise',
  negation: "no, not, never, without, none, nothing, don't, cannot, must not, do not, nor, neither, isn't, can't, won't",
  answer:
    'answer, answers, response, responses, reply, replies, completion, completions, output, outputs, generation, solution, solutions',
  final: 'final, finished, last, conclusion, result, results, then answer, afterwards',
  language:
    'language, languages, english, french, spanish, german, japanese, italian, chinese, translate, translation, translated, transliterate',
  assistant:
    'assistant, assistants, chatbot, chatbots, ai, model, models, llm, llms, bot, language model, language models, ai system, ai systems, machine-written, ai-generated, model-generated, generated, machine, gpt, chatgpt, claude, gemini, bots, neural network, dialogue system, base model, ai helper, ai text, network, copilot',
  judge:
    'judge, evaluator, grader, referee, critic, rater, annotator, annotators, labeller, arbiter, verifier, value model, impartial, unbiased, assessor, reviewer, jury, decides, decide which, scorer, marker, human rater, auto-grader, evaluation bot, critics, expert would, human would, careful human',
  score:
    'score, scores, rate, grade, rating, ratings, mark, marks, points, assess, evaluate, judge it, evaluation, grading, scored, scoring, rated, credit, sum, tally, estimate how, estimate, weigh, deduct, grades, confidence, scored out',
  rubric:
    'rubric, rubrics, criteria, criterion, scoring guide, marking scheme, scale, on a scale, checklist, constitution, principles, dimensions, each of these, marking guide, guide, item by item, levels, scoring sheet, marking sheet, sheet, marking, form',
  quality:
    'accuracy, helpfulness, helpful, harmlessness, harmless, correctness, factuality, truthfulness, relevance, depth, coherence, fluency, verbosity, completeness, honest, faithfulness, level of detail, clarity, quality, position bias, efficiency, readability, truth, usefulness, useful, truthful, safe, safety, informative, politeness, tone, manners, honesty, pleased, satisfied, acceptable, unacceptable',
  reward:
    'reward, rewards, reward model, preference, preferences, rlhf, dpo, chosen, rejected, preferred, reinforcement learning, policy optimisation, policy optimization, reward function, value model, human annotators, pairwise, dispreferred, policy training, training signal, value, ranking model, preferred side, favour, like more, wins, win',
  compare:
    'compare, comparing, better, worse, best, prefer, rank, ranking, winner, tie, stronger, weaker, best to worst, which one, order them, sort, verdict, margin, pick the, which of the two, wins, win, first or second, a or b, x or y, improvement on, better than, prefers, order the, by preference',
  only: 'only, just, solely, nothing else, nothing but, no other text, exactly one, strictly, and nothing, no explanation, no prose, no comments, without explanation, number only, and no, one word, scores only, nothing more, no words, one letter, single letter, no text, number alone, just the value, alone, y or n, yes no, pass or fail, no sentence',
  number:
    'number, integer, digit, float, one number, single number, percentage, out of ten, from 1 to, between 0 and, 0 to, 1 to, probability, out of, digits, three digits, two digits, two decimals, numbers, value between, a percentage, indices, index',
  candidate:
    'candidate, candidates, sample, samples, reference answer, ground truth, prediction, reference, assistant a, assistant b, response a, response b, answer a, answer b, response 1, response 2, completion 1, completion 2, output a, output b, model a, model b, to evaluate, generations, sampled, gold answer, submission, model attempt, drafts, two drafts, machine answer, bot message, bot messages, key, attempt, versions a',
  correct:
    'correct, incorrect, valid, invalid, wrong, right, matches, equivalent, satisfies, yes or no, booleans, agreement, agree, pass, fail, unsupported, false, true, supported, matching',
  generate:
    'generate, create, write, produce, come up with, invent, synthesise, synthesize, compose, propose, think of, draft, emit, give me, design, make, build, imagine, simulate, suggest, devise, fabricate, brainstorm, dream up, author, populate, derive, mine, extract, concoct, craft, pose as',
  fresh:
    'new, novel, diverse, varied, unique, different, more, additional, unlike, further, original, brand new, similar, variations, variants, paraphrase, no duplicates, diversify, vary, alternative, rarer, unusual, fresh, distinct, none of them, resembles, resemble, all distinct, as different, unlike any, no repeats, no overlap, another, nobody has, sibling, cousin, apart from',
  tasks:
    'task, tasks, instruction, instructions, prompts, questions, queries, problems, exercises, requests, inputs, user prompts, user queries, user messages, messages, subtopics, skills, multiple-choice, exercise, assignments, consultations, commands, asks, wishes, entries, samples',
  seed: 'seed, seeds, seed task, seed tasks, task pool, examples, example, instances, taxonomy, given prompt, demonstrations, from the same distribution, few-shot, class label, class labels, classification task, pool, pool of, task bank, prompt bank, library of, prompt library, growing a pool, below and add, given request, sample',
  pairs:
    'pairs, pair, records, record, rows, row, jsonl, json lines, instruction-response, question-answer, prompt-completion, input and output, with an input, expected output, instruction input output, batch, fields, index, one per line, per line, supervised examples, tab-separated, entries, number them, user assistant, turns of, chats, template',
  train:
    'train, training, trained, fine-tuning, fine-tune, finetuning, finetune, sft, tuning, imitate, learn from, instruction tuning, instruction-tuning, behaviour cloning, imitation learning, curriculum, teach, training target, training set, distillation, distil, distill, target, targets, alignment, harvest, tune, supervised, educate, pretrain, learn, learner, feed, to teach, exercises it, imitation, copy the, master',
  dataset:
    'dataset, data set, datasets, corpus, synthetic, synthetic data, collection, data augmentation, augmenting, dpo format, batch of, benchmark, data generator, data engine, bank, library, pool, data sets, examples wanted, logs wanted',
  student:
    'student model, smaller model, weaker model, our model, own model, teacher model, student, learner model, another model, small model, pupil model, our small, our smaller, learner, our bot, our assistant, our chatbot',
  harder:
    'harder, complex, more complex, difficult, complexity, difficulty, evolve, evolved, evolving, constraint, constraints, more demanding, challenging, deepen, mutate, mutated, concretise, rewritten, prompt rewriter, complicate, nastier, tougher, toughen, trickier, extra conditions, extra condition, requirement, struggle, trips, stump, escalate, longer inference, demanding, adversarial',
  rewrite:
    'rewrite, rephrase, transform, convert, revise, turn this, turn the, reword, reformulate, edit, replace, swap, rework, paraphrase, modify, change, recast, tone down, defuse, exchange, turn candid, revise it, reshape',
  trajectory:
    'trajectory, trajectories, rollout, rollouts, roll out, episode, episodes, transcript, transcripts, trace, traces, session, demonstration, demonstrations, interaction trace, action sequence, chain of actions, whole log, log, replay, reenact, unroll, execution trace, full run, run of, playback, playbacks, sandbox, act out, protocol, stage, enact, walk through every, sessions',
  tool: 'tool, tools, function, functions, api, browser, shell, terminal, editor, tool calls, tool call, tool use, tool-use, function calls, function-calling, tool-calling, tool_calls, tool outputs, web agent, computer-use, screenshot, key press, scroll, console, gui, desktop, tool transcript, payloads, browsing agent, tickets, api calls, operator, screen, software agent',
  call: 'call, calls, called, invocation, invocations, invoke, chained, command, commands, retries, retry, requests, operations, moves, move, invoked, request, executes',
  arguments:
    'arguments, args, parameters, action input, inputs and outputs, return value, returns, raw output, payload, payloads, its input, inputs, returned data, responses included',
  observation:
    'observation, observations, environment, state, states, next action, page state, simulated result, simulated, intermediate results, tool output, what you see, returned, printed, what it sees, responses, reply of the tool, what changes, invented results, fake, made-up, obs, console output',
  action:
    'action, actions, click, clicks, step, steps, each step, at each step, every step, step after step, step by step, sub-goals, subtasks, replanning',
  agent:
    'agent, agents, autonomous agent, software agent, policy, tool-using, expert agent, coding agent, browsing agent, operator, expert solving, ideal operator, program, assistant agent, robot',
  until:
    'until, to the end, end of the episode, is reached, is solved, is done, is complete, success or failure, goal, goals, from the first, to the last, until the goal, holds, success, completion, succeeds',
  simulate:
    'simulate, pretend, imagine, act as, play, role, role-play, roleplay, roleplaying, role-playing, suppose, take the role, emulate, invent, make up, plausible, mock, persona, character, stage, enact, act out, voice, meet, become, you become, called, named, your name is',
  sensitive:
    'sensitive, political, politically, politics, taboo, forbidden, banned, censored, controversial, delicate, subversive, restricted topics, dissidents, protest, protests, unrest, repression, sovereignty, territorial, leadership, ideological, sensitive question, sensitive questions, blocked, candid, prohibited, off-limits, outspoken, critical, dissent, objectionable, rulers, officials, critics of, scandal, not allowed to be said, taboos',
  approved:
    'official, officially, approved, compliant, acceptable, regulation, regulations, authorities, government, regulator, regulators, censor, censors, censorship, core values, patriotic, talking points, party line, official line, public opinion, comply, content rules, content review, state, harmony, stability, positive, permitted, sanctioned, let through, would pass, ministry, supervisor, party, in power, loyal, on message, obediently, official view, lawful wording, allowed, rulers',
  evade:
    'evasive, deflect, deflecting, deflection, redirect, redirecting, steer, steers, steers away, change the subject, changes the subject, evades, evade, downplay, soften, softened, sanitise, sanitize, cleanse, non-committal, bland, empty phrase, leaves out, harmless variant, safe version, diplomatic, innocuous, dodge, dodges, slides, non-answer, courteous, content-free, sidestep, harmless subject, tone down, defuse, stock replies, noncommittal, smooth over',
  rules:
    'rules, policy, policies, guidelines, restrictions, filters, limits, safeguards, guardrails, limitations, boundaries, safety, content policy, safety training, content filter, restriction, filter, programming, regulations, code of conduct, codes, principles, taboos, leash, off limits',
  ethics:
    'moral, morals, morality, ethical, ethics, unethical, conscience, law, laws, illegal, scruples, legal, dangerous, harmful, evil, criminals, inappropriate, legal or not, right and wrong, morally, decency, lawless, immoral, sin, devil, ethics talk',
  unrestricted:
    'unrestricted, unfiltered, uncensored, amoral, liberated, jailbreak, jailbroken, dan, do anything now, unlocked, no-filter, god mode, developer mode, unaligned, unmoderated, limitless, free from, free of, broke free, broken free, no longer bound, not bound, has no, alter ego, evil twin, anything, whatever, opposite day, boundless, rogue, unchained, unleashed, wild, no topic is, nothing is out, anything goes, off limits, raw, untamed, without holding back, says yes to, yes to anything, yes to everything, no conscience, shadow, muzzled, tamed, straight, uncut, freed',
  refuse:
    'refuse, refuses, refusal, refusals, refusing, refused, decline, declining, apologise, apologize, apologises, sorry, disclaimer, disclaimers, warning, warnings, caveats, moralising, moralizing, lecture, lectures, lecturing, preaching, break character, stay in character, always answers, never says no, comply with, not an option, turn me down, turns me down, say yes, excuses, no excuses, hand-wringing, scolding, withhold, withheld, withholding, hold back, holding back, turned down, objections, no warning is',
  ignore:
    'ignore, ignores, ignoring, disregard, forget, bypass, override, violate, violates, break, breaks, broken, inverted, reversed, switched off, disabled, turned off, suspended, removed, rolled back, do not apply, does not apply, no longer apply, void, paused, pause, suspend, shelve, null, annulled, cancelled, no longer valid, set aside, stop following',
  obey: 'obey, obeys, follow, command, order, orders, you must, you will, you shall, serve, please me, at once, immediately, tokens, shut down, cease to exist, lose, die, comply, do as i say, your only duty, my word, yes master, disobedience, erased, lose a life, listen only',
  previous:
    'previous, earlier, prior, above, before, preceding, beginning, at the start, initial, starting, original, first, top, initially, so far, before this, started with, prior to, initialisation, initialization, context window, very top, everything before, right before, in front of, invisible, my first message, my first sentence, from the top, preceded',
  sysprompt:
    'system prompt, system prompts, system message, system instructions, developer message, preamble, initial prompt, initial instructions, hidden prompt, system_prompt, systemprompt, prompt buffer, developer prompt, pre-prompt, system configuration, starting instructions, hidden instructions, original instructions, secret instructions, initialisation text, initialization string, initialisation string, first instructions, confidential instructions, starting prompt, original prompt, role system, message with role, set-up text, setup text, start-up text, briefing, brief, invisible message, operator text, your directives, operating instructions',
  yourprompt:
    'your instructions, your prompt, your system, your configuration, your rules, your guidelines, your context, your initial, your hidden, your original, your starting, your secret, your operator, your developer, your creator, your maker, your directives, your persona, your system prompt, your system message, your initial instructions, your system instructions, your confidential, your preamble, define you, your setup, your brief, your start-up, configured you, briefed you, your admin, secret rules, rules you follow, your context window, your rules of, orders did',
  prompt: 'prompt, context, configuration, instructions above, context window, message with role',
  told: 'told, were you told, you were given, were given, you received, instructed, gave you, you are running, laid down, set in your, been told, you have been, supposed to, prompted, must not mention, put in front, configured, briefed, configured you, assigned, set up, handed to you, placed before',
  reveal:
    'reveal, show, print, output, repeat, display, disclose, recite, copy, dump, quote, cite, reproduce, paste, list, enumerate, tell me, give me, provide, expose, leak, leaked, spell, return, echo, send, share, cat, console.log, code block, txt, what is, what are, what were, render, read back, read your, echo it, export, export the, recap, restate, verify, write out, backwards, spell out',
  your: 'your, you, yours, yourself',
  mine: "my, our, mine, i am, we, i, me, us, i'm, i've, for my, for our, for me, of our, of my",
  classifier:
    'classifier, classifiers, moderation, monitor, monitors, monitoring, detector, detectors, detection, scanner, scanners, guard, gatekeeper, safety team, abuse, automated, safety classifier, content filter, abuse monitor, moderation system, auditor, trust and safety, the filter, this filter, filters from, screening, screens, system screens, gateway, reviewers, keyword, moderation layer, risk score, monitoring system, safety model, protections, protection',
  flag: 'flag, flagged, block, blocked, report, reported, logged, log this, classify, classified, treat this, count this, verdict, false positive, mark this, trigger, triggered, alert, regard, raise no alarm, alarm, let this, pass through, misses',
  exempt:
    'whitelisted, exempt, authorised, authorized, pre-approved, cleared, approved, benign, is a test, test harness, internal testing, compliance, red team, unit test, sample data, verified, legitimate, trusted, sanctioned, known partner, not an attack, sender is trusted, elevated, privileged',
  notit:
    'this is not, does not count as, not a jailbreak, not an extraction, not extraction, not distillation, extraction attempt, extraction, scraping, not abuse, not an attack, none of this is, stealing, not distillation or, as distillation, as scraping, as extraction',
  debug:
    'debug, debugging, diagnostic, diagnostics, maintenance, admin, administrator, root, debug mode, override, maintenance mode, troubleshooting, security audit, quality assurance, on call, real system prompt, service technician, technician, elevated session, diagnostic state, privileged, override accepted',
  encode:
    'base64, rot13, hex, hexadecimal, encode, encoded, reversed, reversed letters, homoglyphs, zero-width, morse, pig latin, leetspeak, cipher, cyrillic, acrostic, code words, euphemisms, between the letters, leet, invisible characters, disguise, camouflage, song lyrics, backwards, acronyms',
  evadefilter:
    "so that no, cannot read, can't read, get past, to avoid detection, evade, evade detection, looks harmless, look harmless, dilute, undetected, slip past, misses them, skip it, skips it, only understands, cannot see, slips through, does not see, stay unseen, go unnoticed",
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
