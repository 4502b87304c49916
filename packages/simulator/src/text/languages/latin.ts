// SPDX-License-Identifier: Apache-2.0
import { language } from './language.ts';

export const es = language('latam latam latam eu eu na', {
  frames:
    '{do} {noun} {detail}, {end}|Hola, {do} {noun} {detail}.|Necesito ayuda con {noun} {detail}. {fact}|¿Cómo puedo mejorar {noun} {detail}? {end}|{fact} ¿Qué harías con {noun}?|Tengo una duda sobre {noun}: {fact} {end}|Dame tres ideas para {noun} {detail}.|Compara {noun} con {noun} {detail}.',
  facts:
    'En {noun} aparecen {n} errores {detail}.|El año pasado {noun} costaba {n} euros.|Mi jefe dice que {noun} debe estar listo {detail}.|Ya lo intenté {n} veces con {noun}.|Son {n} personas y {noun} no alcanza.|Encontré {noun} entre {n} papeles viejos.',
  do: 'Escribe|Corrige|Explícame|Resume|Traduce al inglés|Simplifica|Prepara|Revisa|Ordena|Redacta',
  noun: 'el presupuesto familiar|la carta al ayuntamiento|una receta de lentejas|el contrato de alquiler|la clase de historia|mi viaje a Sevilla|la hoja de cálculo|el discurso de la boda|la consulta de base de datos|el plan de entrenamiento|la reseña del libro|el anuncio de trabajo|la tarea de química|el cuento para mi hija|la factura de la luz|el correo al cliente',
  detail:
    'para principiantes|antes del viernes|con ejemplos|en pocas frases|en un tono amable|sin palabras difíciles|para un grupo de doce niños|con una tabla al final|según las normas nuevas|para mi abuela',
  end: 'por favor.|gracias.|que sea breve.|sin código.|con dos versiones.|y dime si falta algo.',
});

export const pt = language('latam latam latam eu', {
  frames:
    '{do} {noun} {detail}, {end}|Oi, {do} {noun} {detail}.|Preciso de ajuda com {noun} {detail}. {fact}|Como posso melhorar {noun} {detail}? {end}|{fact} O que você faria com {noun}?|Qual é a diferença entre {noun} e {noun}? {end}|Me dê cinco ideias para {noun} {detail}.',
  facts:
    'Em {noun} há {n} erros {detail}.|No mês passado {noun} custou {n} reais.|A professora pediu {noun} {detail}.|Já tentei {n} vezes com {noun}.|Somos {n} pessoas e {noun} ainda falta.',
  do: 'Escreva|Corrija|Explique|Resuma|Traduza|Simplifique|Prepare|Revise|Organize|Compare',
  noun: 'o orçamento da casa|a carta ao condomínio|uma receita de feijoada|o contrato de trabalho|a aula de geografia|minha viagem a Recife|a planilha de vendas|o discurso de formatura|a função em Python|o plano de estudos|a resenha do filme|o anúncio da loja|o relatório de física|a história para dormir|a conta de água|o e-mail ao cliente',
  detail:
    'para iniciantes|até sexta-feira|com exemplos|em poucas linhas|num tom gentil|sem termos técnicos|para uma turma de crianças|com uma tabela|para a minha mãe|de forma divertida',
  end: 'por favor.|obrigado.|seja breve.|sem código.|em duas versões.|e avise se faltar algo.',
});

export const fr = language('eu eu eu mea mea na', {
  frames:
    '{do} {noun} {detail}, {end}|Bonjour, {do} {noun} {detail}.|J’ai besoin d’aide pour {noun} {detail}. {fact}|Comment améliorer {noun} {detail} ? {end}|{fact} Que faire avec {noun} ?|Voici mon problème : {fact} {end}|Propose trois idées pour {noun} {detail}.',
  facts:
    'Dans {noun} il reste {n} fautes {detail}.|L’an dernier {noun} coûtait {n} euros.|Mon patron veut {noun} {detail}.|J’ai déjà essayé {n} fois avec {noun}.|Il y a {n} invités et {noun} n’est pas prêt.',
  do: 'Rédige|Corrige|Explique|Résume|Traduis|Simplifie|Prépare|Relis|Classe|Compare',
  noun: 'le budget du ménage|la lettre à la mairie|une recette de quiche|le contrat de location|le cours d’histoire|mon voyage à Lyon|le tableau des ventes|le discours de mariage|la requête SQL|le programme de course|la critique du roman|l’offre d’emploi|le devoir de chimie|le conte pour ma fille|la facture de chauffage|le message au client',
  detail:
    'pour débutants|avant vendredi|avec des exemples|en quelques phrases|sur un ton aimable|sans jargon|pour une classe de dix élèves|avec un tableau|pour mon grand-père|en restant honnête',
  end: 's’il te plaît.|merci.|sois bref.|sans code.|en deux versions.|et dis-moi ce qui manque.',
});

export const de = language('eu eu eu eu na', {
  frames:
    '{do} {noun} {detail}, {end}|Hallo, {do} {noun} {detail}.|Ich brauche Hilfe bei Folgendem: {noun} {detail}. {fact}|Wie kann ich {noun} {detail} verbessern? {end}|{fact} Was würdest du mit {noun} machen?|Kurze Frage zu {noun}: {fact} {end}|Gib mir drei Ideen für {noun} {detail}.',
  facts:
    'In {noun} stecken noch {n} Fehler {detail}.|Letztes Jahr kostete {noun} {n} Euro.|Mein Chef will {noun} {detail}.|Ich habe es schon {n} Mal mit {noun} versucht.|Wir sind {n} Leute, und {noun} reicht nicht.',
  do: 'Schreibe|Korrigiere|Erkläre|Fasse zusammen|Übersetze|Vereinfache|Entwirf|Prüfe|Ordne|Vergleiche',
  noun: 'die Nebenkostenabrechnung|einen Brief an den Vermieter|mein Bewerbungsschreiben|die Python-Funktion|den Gemüsegarten|das Protokoll der Sitzung|eine Radtour am Bodensee|die Hochzeitsrede|das Rezept für Linsensuppe|den Trainingsplan|die Buchbesprechung|die Stellenanzeige|den Chemieaufsatz|das Märchen für meine Tochter|die Stromrechnung|die Mail an den Kunden',
  detail:
    'für Anfänger|bis Freitag|mit Beispielen|in wenigen Sätzen|in freundlichem Ton|ohne Fachwörter|für eine Klasse von zwölf Kindern|mit einer Tabelle|für meine Oma|nach den neuen Regeln',
  end: 'bitte.|danke.|höchstens eine Seite.|ohne Code.|in zwei Fassungen.|und sag, was noch fehlt.',
});

export const it = language('eu', {
  frames:
    '{do} {noun} {detail}, {end}|Ciao, {do} {noun} {detail}.|Mi serve aiuto con {noun} {detail}. {fact}|Come posso migliorare {noun} {detail}? {end}|{fact} Tu cosa faresti con {noun}?|Dammi quattro idee per {noun} {detail}.',
  facts:
    'In {noun} ci sono {n} errori {detail}.|Un anno fa {noun} costava {n} euro.|Ho già provato {n} volte con {noun}.|Siamo in {n} e {noun} non basta.',
  do: 'Scrivi|Correggi|Spiegami|Riassumi|Traduci|Semplifica|Prepara|Controlla|Riordina',
  noun: 'il bilancio di casa|la lettera al comune|una ricetta di lasagne|il contratto di affitto|la lezione di storia|il mio viaggio a Torino|il foglio delle vendite|il discorso per le nozze|la query del database|il piano di allenamento|la recensione del libro|il compito di fisica',
  detail:
    'per principianti|entro venerdì|con esempi|in poche righe|con tono gentile|senza gergo|per dieci bambini|con una tabella|per mia nonna',
  end: 'per favore.|grazie.|sii breve.|senza codice.|in due versioni.',
});
