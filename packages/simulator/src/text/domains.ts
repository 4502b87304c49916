// SPDX-License-Identifier: Apache-2.0
/** What people talk about; all of it our own. */
export interface Domain {
  readonly name: string;
  readonly nouns: readonly string[];
}

function domain(name: string, nouns: string): Domain {
  return { name, nouns: nouns.split(', ') };
}

export const DOMAINS: readonly Domain[] = [
  domain(
    'web',
    'login form, checkout page, REST endpoint, React component, CSS grid, session cookie, webhook handler, search box, image carousel, rate limiter, dark theme, service worker',
  ),
  domain(
    'data',
    'sales table, pandas dataframe, SQL query, time series, customer churn report, CSV export, pivot table, dashboard, survey result, inventory list, cohort analysis, missing values',
  ),
  domain(
    'devops',
    'Dockerfile, Terraform module, Kubernetes deployment, log rotation, backup script, nginx config, CI pipeline, alert rule, DNS record, TLS certificate, cron entry, load balancer',
  ),
  domain(
    'cooking',
    'lentil soup, sourdough starter, weeknight dinner, birthday cake, pickled onions, vegan lasagne, rice pilaf, barbecue marinade, breakfast menu, gluten-free bread',
  ),
  domain(
    'travel',
    'weekend in Lisbon, train journey, packing list, hiking route, family holiday, airport transfer, camping trip, city tour, ferry schedule, road trip',
  ),
  domain(
    'law',
    'rental contract, privacy notice, employment clause, terms of sale, warranty claim, non-disclosure agreement, parking fine appeal, company statute, licence agreement',
  ),
  domain(
    'health',
    'running plan, sleep schedule, back exercise, allergy diary, meal plan, stretching routine, first-aid kit, doctor visit summary, knee rehabilitation',
  ),
  domain(
    'school',
    'history essay, quadratic equation, chemistry lab report, poem analysis, biology flashcards, book summary, geometry proof, vocabulary list, science fair project, lesson plan',
  ),
  domain(
    'business',
    'quarterly report, investor update, job advert, customer complaint, cold email, meeting agenda, pricing page, product launch, press release, hiring plan, budget forecast, newsletter',
  ),
  domain(
    'games',
    'dungeon map, character backstory, board game rules, chess opening, quest dialogue, puzzle room, trading card, boss fight, loot table',
  ),
  domain(
    'garden',
    'tomato bed, apple tree, lawn mower, compost heap, rain barrel, herb garden, greenhouse, pruning calendar, slug problem',
  ),
  domain(
    'finance',
    'household budget, mortgage comparison, tax return, invoice, savings plan, stock portfolio, expense report, pension estimate, currency table',
  ),
  domain(
    'music',
    'chord progression, song lyric, drum pattern, playlist, violin exercise, album review, mixing chain, concert programme',
  ),
  domain(
    'home',
    'leaking tap, bookshelf, heating bill, moving checklist, paint colour, smart lamp, kitchen layout, fuse box, squeaky door',
  ),
  domain(
    'science',
    'grant proposal, regression model, protein structure, literature review, telescope image, error bar, field experiment, conference abstract, particle detector',
  ),
  domain(
    'writing',
    'short story, wedding speech, haiku, novel outline, blog post, cover letter, thank-you note, obituary, product description, stage play',
  ),
  domain(
    'mathematics',
    'system of linear equations, triangle inequality, prime factorisation, random walk, integral, matrix, binomial coefficient, geometric series, graph colouring, optimisation problem',
  ),
  domain(
    'sport',
    'half marathon, penalty shoot-out, training diary, swimming technique, chess clock, tournament bracket, climbing wall, tennis serve, football transfer, referee report',
  ),
  domain(
    'cars',
    'brake pad, electric car, parking sensor, driving licence test, car insurance, winter tyre, charging station, used van, bicycle rack, engine noise',
  ),
  domain(
    'pets',
    'puppy training, cat litter, aquarium, dog walk, parrot cage, vet bill, hamster wheel, horse stable, bird feeder',
  ),
  domain(
    'history',
    'medieval guild, railway strike, trade route, peace treaty, harbour town, printing press, royal court, lighthouse, emigrant letter, census',
  ),
  domain(
    'language',
    'irregular verb, phrasebook, dialect map, subtitle, crossword clue, proverb, pronunciation guide, loanword, spelling rule',
  ),
  domain(
    'hospital',
    'ward round, patient leaflet, triage form, vaccination record, dosage table, discharge letter, shift roster, consent form',
  ),
  domain(
    'factory',
    'conveyor belt, spare part, quality inspection, shift handover, safety instruction, machine manual, torque table, pallet label, defect report',
  ),
  domain(
    'film',
    'opening scene, film review, casting call, documentary, screenplay, trailer, camera angle, soundtrack, villain monologue',
  ),
  domain(
    'shop',
    'gift voucher, returns policy, size chart, stock count, shop window, loyalty card, price tag, delivery slot, product photo',
  ),
  domain(
    'mobile',
    'push notification, onboarding screen, battery drain, app permission, offline mode, crash log, deep link, store listing',
  ),
  domain(
    'security',
    'password policy, phishing mail, firewall rule, access log, key rotation, incident report, backup tape, visitor badge',
  ),
];
