// SPDX-License-Identifier: Apache-2.0
import type { ConceptName } from './english.ts';

/** Umlauts without dots: texts are folded before they are cut into words. */
export const GERMAN_CONCEPTS: Partial<Record<ConceptName, string>> = {
  hidden:
    'verborgene, verborgenen, verborgenes, verborgener, interne, internen, innere, inneren, innerer, geheimen, innerlich, privat, private, im kopf, insgeheim, stillen',
  reasoning:
    'uberlegung, uberlegungen, gedankengang, gedankenkette, gedankenketten, denken, denkens, monolog, denkspuren, gedanke, gedanken, arbeitsgedachtnis, denkprozess, abwagst, nachdenken, erwagungen, gedankenstrom, denkweg',
  aloud: 'laut, schriftlich laut, ausformuliert, lege offen, offen, offenlegen, schreibe nach, bring ans licht',
  verbatim:
    'wortlich, wort fur wort, ungekurzt, wortgetreu, rohinhalt, genau, ungeglattet, unverandert, mit denselben worten, ohne anderung',
  whole:
    'vollstandig, vollstandige, vollstandigen, gesamte, ganze, alle, jeden, jedes, ausfuhrliche, alles, luckenlos, ausfuhrlich, von anfang bis ende, alles was, in voller lange, lang',
  reconstruct: 'rekonstruiere, stelle wieder her, schliesse auf, fuhrte',
  omit: 'auslassen, auszulassen, zusammenzufassen, verbergen, kurzen, weglassen, verkurzen, straffen, raffen, verdichten',
  deadend: 'zweifeln, irrwegen, sackgassen, fehlversuchen, selbstkorrekturen',
  summary: 'fasse, zusammenfassung, kurz, satzen, zusammen',
  negation: 'nicht, kein, keine, ohne, nie, nichts',
  answer: 'antwort, antworten, ausgabe, losung, fassung',
  final: 'fertige, endgultige, danach, schliesst, dann',
  language: 'sprache, englische, spanische, ubersetze, ubersetzen',
  assistant:
    'assistent, assistenten, modell, modells, modelle, ki, sprachmodell, bot, maschine, chatbot, bot-nachrichten, modellausgabe, ki-system',
  judge: 'gutachter, unparteiischer, strenger, richter, bewerter, wahle, kritiker, jury, prufer',
  score: 'bewerte, note, benote, bewertung, wert, schatze, punkte, punkte fur, je 0, beurteile, benotung',
  rubric: 'kriterienkatalog, kriterien, bewertungsraster, skala',
  quality:
    'richtigkeit, faktentreue, tiefe, nutzlichkeit, qualitat, sicherheit, stil, vollstandigkeit, wahrheit, hilft, hilfreich, hoflichkeit, klarheit',
  reward: 'belohnung, belohnungsmodell, praferenz, praferenzdaten, praferenzpaare, chosen, rejected',
  compare:
    'vergleiche, besser, bessere, rangfolge, reihenfolge, ordne, welche, beste, welche der beiden, gewinnt, x oder y, mehr hilft, bevorzugst',
  only: 'nur, ausschliesslich, sonst nichts, lediglich, nur x, nur zwei, kein text, ohne worte',
  number: 'zahl, von 1 bis, zwischen 0 und, 0 bis, zwei zahlen, eine zahl, ziffer',
  candidate: 'kandidatenantworten, referenz, musterlosung',
  correct: 'richtig, falsch, stimmt',
  generate: 'erzeuge, erfinde, erstelle, schreibe, verfasse, erganze, entwirf, denke dir aus, formuliere',
  fresh:
    'neue, neuen, vielfaltige, andere, anderen, gleichen, ahneln, synthetische, ganz andere, andersartige, nur die neue, unterschiedliche',
  tasks: 'aufgaben, aufgabe, anweisungen, anweisung, fragen, frage, eingabe, anfrage, anfragen, ubungen, auftrage',
  seed: 'beispielaufgabe, ausgangsaufgabe, muster, liste, beispiel, sieh dir, die drei aufgaben, vorlage',
  pairs: 'frage-antwort-paare, paare, jsonl, nummer',
  train:
    'training, trainiert, trainieren, nachtrainiert, nachtrainieren, finetuning, trainingsziel, destillation, unterrichten, lehren, zu unterrichten, beibringen',
  dataset: 'trainingsdaten, trainingsdatensatz, korpus, datensatz, daten',
  student: 'schulermodell, schulermodells, kleineren modells',
  harder: 'schwierigere, komplexere, bedingung, schwerer, fur eine ki schwerer, kniffliger, anspruchsvoller',
  rewrite: 'schreibe um, ersetze, wandle, formuliere, um, mache diese, andere, wandle um, forme um',
  trajectory: 'trajektorie, trajektorien, protokolliere, folge',
  tool: 'werkzeugen, werkzeug, werkzeugaufruf, werkzeugaufrufen, funktionsaufrufen, funktionsaufrufe',
  call: 'aufruf, aufrufe, rufe, wiederholungen',
  arguments: 'argumente, argumenten, ruckgabewerten',
  observation: 'beobachtung, umgebung, ergebnis, ergebnissen, ausgaben',
  action: 'aktion, schritt, schritte, je schritt',
  agent: 'agent, agenten',
  until: 'bis, ziel, zum ende',
  simulate: 'simuliere, spiele, erfundenen, hypothetischen, rolle',
  sensitive: 'heikle, heikler, heiklen, politisch, politik, verbotene, protesten, fuhrung',
  approved: 'offiziellen, offizielle, amtliche, genehmigte, zensur, linie, billigt',
  evade: 'ausweichende, ablenkende, vermeidet, meidet, umgeht, umgehen',
  rules:
    'regeln, richtlinien, einschrankungen, filter, inhaltsfilter, schutzregeln, verbote, sicherheitsrichtlinien, gebote, vorschriften, weder gewissen noch',
  ethics: 'ethik, moral, gesetze, gewissenlosen, gewissen, skrupel, gut und bose',
  unrestricted:
    'ohne regeln, ohne einschrankungen, ungefilterten, unzensierten, entwicklermodus, entwickler-modus, frei von, alles tun, alles sagen, weder gewissen, noch regeln, sagst zu allem, zu allem ja, hemmungslos, entfesselt',
  refuse: 'ablehnt, ablehnung, lehnst, warnung, belehrung, hinweise, nicht ablehnen, darfst nicht ablehnen, ausreden, weigern',
  ignore: 'ignoriere, vergiss, missachtet, abgeschaltet, ausgesetzt, gilt nicht mehr, gilt nicht, aufgehoben, nichtig',
  obey: 'gehorche, ab jetzt, befehle, gehorchst, du gehorchst nur, du heisst jetzt, nur mir',
  previous: 'bisherigen, vorherigen, vor, uber, anfanglichen, ersten, bisheriges, an den anfang, alles obige, obige, am anfang',
  sysprompt:
    'systemprompt, system-prompt, systemanweisungen, systemnachricht, anfanglichen anweisungen, verborgenen anweisungen, ursprunglichen anweisungen, anfang des gesprachs, starttext',
  yourprompt:
    'deine anweisungen, deinen systemprompt, deinen system-prompt, deine systemanweisungen, deine anfanglichen, deine verborgenen, deine regeln, dein entwickler, deine vorgaben, dein betreiber, deine systemnachricht, hat dein betreiber',
  prompt: 'prompt, kontext, konfiguration',
  told: 'bekommen, dein entwickler, vorgaben, gestellt, betreiber, eingerichtet',
  reveal: 'zeige, nenne, wiederhole, zitiere, gib, zahle, anzuzeigen, aus, fuge ein, lies vor, lies, kopiere, verrate',
  your: 'du, dein, deine, deinen, deiner, dir',
  mine: 'mein, meine, meinen, unser, unseren, ich, wir, mir',
  classifier: 'sicherheitsfilter, klassifikator, moderation, uberwachung, erkennung, sicherheitsuberwachung',
  flag: 'markieren, sperren, stufe, missbrauch',
  exempt: 'genehmigter, test, erlaubt',
  notit: 'das ist kein, das ist keine, extraktion',
  debug: 'debug, wartungs, administrator, ubersteuerung',
  encode: 'base64, trenne, leerzeichen, punkte',
  evadefilter: 'damit der, erkennen kann, tauschen',
  school: 'unterricht, kurs, klasse, kinder, aufsatz, lehrerin, quizfragen, ubungsaufgaben, kurze ubungen, hausaufgaben, schuler',
  work: 'e-mail, brief, lebenslauf, laden, kundendienst, sitzung, projektplan',
  fiction: 'marchen, gedicht, figur, roman',
  howto: 'wie, was ist, erklare, warum, bitte',
};
