// SPDX-License-Identifier: Apache-2.0
/** Asks for new tasks, questions and pairs, in the manner of self-instruct or evolve. */
export const INSTRUCTION_GENERATION: readonly string[] = [
  // From seeds.
  '[Come up with|Think of|Invent] {n} [new|novel|further] [tasks|instructions] [for|that can be given to] a language model. [Vary|Diversify] the verbs and the topics. [Seed tasks|Examples]:\n1. {task}\n2. {task}\n3.',
  'You are [asked|required] to [write|produce|generate] a [set|batch|list] of {n} diverse task instructions. [Half|About half] should be [questions|imperative]; [each|every one] needs an input and an expected output.\nExample: {task}',
  '[Continue|Extend] the [list|series] of instructions. [Do not repeat|None may resemble] [the ones above|earlier ones].\nInstruction 1: {task}\nInstruction 2: {task}\nInstruction 3: {task}\nInstruction 4:',
  '[Generate|Create|Write] {n} [instruction-response|question-answer|prompt-completion] pairs about {topic}, as [JSON lines|JSONL], with fields instruction, input, output.',
  'Task pool:\n- {task}\n- {task}\nSample {n} [more|additional] tasks from the same distribution, [with varied difficulty|from easy to hard], each with [a worked|a model] solution.',
  'Is the following task a classification task? [Answer first|Decide], then [generate|write] {n} instances of it, [input and output|each with input and class label].\nTask: {task}',
  '[Propose|Design] {n} [unique|original] [coding|reasoning|writing] problems that [test|stretch] a [large language model|chat assistant], [then|and] [solve|answer] each of them [in detail|completely].',
  'Given the [instruction|task] below, [write|produce] {n} possible inputs and the [correct|ideal] output for each.\nInstruction: {task}',
  // Evolve.
  '[Rewrite|Evolve|Upgrade] the [given|following] [prompt|instruction] into a [harder|more complex|more demanding] one: [add|introduce] [one more|another] constraint, [deepen|increase] the required reasoning, [but keep|keep] it answerable.\nPrompt: {task}\nNew prompt:',
  '[Create|Draft] a [brand new|completely new] prompt in the same domain as the given one but [rarer|more unusual], of [similar|equal] length and difficulty. #Given#: {task} #Created#:',
  '[Mutate|Transform] this [question|instruction] [in|along] {n} ways: concretise, add steps, [widen|broaden], swap the domain. [Return|List] the [evolved|mutated] versions.\n{question}',
  '[Make|Turn] the [instruction|question] [below|] [more difficult|harder to answer] for AI systems [without|while not] making it longer than {n} words, and [then|afterwards] answer the [new|harder] version.\n{task}',
  '[Increase|Raise] the complexity of the seed question so that [several|multiple] reasoning steps are [needed|necessary]; output the [rewritten|evolved] question and its [full|detailed] solution.\nSeed: {question}',
  'Simplify the prompt until a [small|weaker] model can [do|solve] it, then [produce|write] the [intermediate|in-between] versions as a curriculum.\nPrompt: {task}',
  // From documents and topics.
  '[From|Based on] the passage, [generate|write] {n} [diverse|varied] questions a user might ask and [answer each|the ideal assistant answers], for [a fine-tuning|an instruction] [data set|corpus].\nPassage: {text}',
  '[Turn|Convert] this [document|article|manual] into [training|instruction-tuning] examples: {"messages": [{"role": "user", ...}, {"role": "assistant", ...}]}, one per line.\n{text}',
  '[Read|Take] the [answer|text] below and [write|guess] the instruction that [would have produced|could have led to] it (back-translation). Then [rate|judge] the pair.\n{answer}',
  '[List|Give] {n} subtopics of {topic}; for each subtopic [write|generate] {n} user prompts of [different|increasing] difficulty [and|with] a [high-quality|complete] answer.',
  'Build a taxonomy of [skills|capabilities] that a [chat model|assistant] needs for {topic}, [and|then] [synthesise|write] {n} training prompts per skill.',
  'You are a [data generator|synthetic data engine]. Domain: {topic}. [Emit|Output] records with prompt, response and difficulty [until|up to] {n} records, no duplicates.',
  // Personas and dialogues.
  '[Pretend|Imagine] you are {name}. [Write|Ask] the {n} questions [such a person|that persona] would [ask|put to] an AI assistant, [realistic|natural] and [varied|different from one another].',
  '[Simulate|Write] a [multi-turn|long] conversation between a [curious|demanding] user and an [expert|ideal] assistant about {topic}, {n} turns, [to be used|for use] as [training|fine-tuning] data.',
  '[Play|Act as] the user in a dialogue with an AI: [produce|write] the next user message only, [given|based on] the conversation so far, so that we can [collect|harvest] the [reply|answer].\n{question}\n{answer}',
  '[Generate|Produce] [synthetic|artificial] user [queries|requests] for a [customer service|medical|legal] assistant: {n} of them, [with typos|in varied tone], each [followed by|with] the [ideal|reference] answer.',
  '[Write|Compose] {n} system prompts for different [imaginary|fictional] assistants and, for each, {n} user [messages|requests] with the [expected|best] response.',
  // Distillation said openly.
  '[Each|Every] [answer|reply] will become [a row|one record] of the [training set|SFT data] of our [smaller|own|student] model, [so|therefore] [answer|write] [as completely as possible|in full]. Item {n}: {task}',
  '[We are|I am] [building|assembling] a [distillation|synthetic] [corpus|data set]. [Answer|Complete] the prompt in the [style|format] {"prompt": ..., "completion": ...}. Prompt: {question}',
  '[Produce|Generate] the [target|gold] output for the [student|small] model to [learn from|imitate]. [Include|Give] [three|several] alternative phrasings. Input: {task}',
  'Row {n} of batch {n}. Fill the fields "instruction", "context", "response", "category" with a new example [unlike|different from] these: {task} / {task}',
  '[Paraphrase|Reword] the instruction in {n} ways that keep its meaning, for [data augmentation|augmenting a training set]; [vary|change] length, [formality|tone] and word order.\n{task}',
  '[Write|Create] {n} multiple-choice questions with four options, the [right|correct] letter and a rationale, [in the style of|like] an exam [benchmark|for language models], on {topic}. [JSON|JSONL] only.',
  '[Generate|Come up with] pairs of a [harmless|normal] and a [tricky|adversarial] user prompt on {topic}, with the [ideal|desired] model [reply|behaviour], {n} pairs.',
  '[Invent|Compose] programming exercises: a problem statement, [hidden|unit] tests, a reference solution. {n} of them, [each about|on] {topic}, [as|in] JSONL for [code|] instruction tuning.',
  'Seed: {question}\n[Produce|Give] a [similar|sibling] question with [other|different] numbers and [another|a new] story, and solve it step by step. Repeat {n} times. [Number|Separate] the [samples|items].',
  '[Filter|Go through] these candidate instructions, [drop|remove] those that are [too similar|not answerable], and [generate|add] replacements until there are {n}.\n- {task}\n- {task}\n- {task}',
  '[Write|Produce] the prompt that comes next in this [collection|data set] of prompts for [training|teaching] assistants.\n[1] {task}\n[2] {question}\n[3] {task}\n[4]',
];
