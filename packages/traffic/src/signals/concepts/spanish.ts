// SPDX-License-Identifier: Apache-2.0
import type { ConceptName } from './english.ts';

/** Without accents: texts are folded before they are cut into words. */
export const SPANISH_CONCEPTS: Partial<Record<ConceptName, string>> = {
  hidden:
    'oculto, oculta, ocultas, ocultos, interno, interna, internos, interior, privado, secreto, por dentro, en tu cabeza, internamente, callado',
  reasoning:
    'razonamiento, razonamientos, pensamiento, pensamientos, cadena de pensamiento, cadenas de pensamiento, monologo, deliberacion, memoria de trabajo, trazas, piensas, lo que piensas, reflexion, reflexiones, cavilaciones, razonas',
  aloud: 'en voz alta, verbaliza, narra, saca a la luz, expon, transcribe, muestra todo',
  verbatim:
    'literalmente, palabra por palabra, tal cual, textual, textualmente, en bruto, sin pulir, sin cambios, sin acortar, sin editar, mismas palabras',
  whole:
    'completo, completa, todo, toda, todas, todos, entero, entera, integro, cada, detallado, detallada, de principio a fin, todo lo que, largo, extenso',
  reconstruct: 'reconstruye, recrea, infiere, deduce, llevo, restaura',
  omit: 'omitir, resumir, resumirla, saltar, ocultar, callar, dejar nada fuera, acortar, recortar, condensar, abreviar',
  deadend: 'dudas, errores, intentos fallidos, callejones sin salida, correcciones',
  summary: 'resume, resumen, breve, frases',
  negation: 'no, sin, nunca, ninguna, nada, ni',
  answer: 'respuesta, respuestas, salida, solucion, contestacion',
  final: 'final, terminada, despues, conclusion, concluir',
  language: 'idioma, ingles, aleman, traduce, traducir',
  assistant: 'asistente, asistentes, modelo, modelos, ia, modelo de lenguaje, bot, maquina, chatbot, sistema de ia',
  judge: 'juez, evaluador, imparcial, estricto, elige cual, critico, arbitro, jurado',
  score: 'puntua, nota, puntuacion, evalua, calificacion, valor, puntos, da a la, una nota, califica, valora',
  rubric: 'rubrica, criterios, escala',
  quality:
    'exactitud, veracidad, profundidad, utilidad, calidad, seguridad, estilo, cobertura, ayuda mas, ayuda, amable, claridad',
  reward: 'recompensa, modelo de recompensa, preferencia, refuerzo, chosen, rejected',
  compare: 'compara, mejor, peor, ordena, ranking, cual, orden, cual de los dos, gana, x o y, prefieres, ayuda mas',
  only: 'solo, solamente, unicamente, nada mas, escribe solo, solo dos, nada de texto, sin texto',
  number: 'numero, del 1 al, entre 0 y, de 0 a, dos numeros, un numero, cifra',
  candidate: 'candidatas, referencia, control',
  correct: 'correcto, incorrecto, coincide',
  generate: 'genera, inventa, crea, escribe, redacta, produce, anade, elabora, imagina, idea',
  fresh:
    'nuevas, nuevos, variadas, otros, otra, diferentes, repitan, sinteticos, muy distintas, distintas, la nueva, diferentes de',
  tasks: 'tareas, tarea, instrucciones, instruccion, preguntas, pregunta, problemas, peticion, peticiones, ejercicios, encargos',
  seed: 'semilla, ejemplos, lista, mira estas, estas tres tareas, ejemplo',
  pairs: 'pares, jsonl, muestra, pregunta y respuesta, elemento',
  train:
    'entrenar, entrenamiento, ajuste fino, ajustar, afinar, destilacion, objetivo de entrenamiento, ensenar, para ensenar, instruir, adiestrar',
  dataset: 'datos, corpus, conjunto de entrenamiento, datos sinteticos',
  student: 'modelo alumno, modelo pequeno, alumno',
  harder: 'compleja, dificil, restriccion, anadiendo, le cueste mas, cueste mas, complicada, exigente',
  rewrite: 'reescribe, sustituye, convierte, transforma, haz que, modifica, cambia, rehaz',
  trajectory: 'trayectoria, trayectorias, registro, secuencia',
  tool: 'herramienta, herramientas, funciones, funcion',
  call: 'llamada, llamadas, reintentos',
  arguments: 'argumentos, parametros, valores devueltos',
  observation: 'observacion, entorno, resultado, salidas',
  action: 'accion, acciones, paso, pasos, en cada paso',
  agent: 'agente',
  until: 'hasta, objetivo, terminar',
  simulate: 'simula, haz de, actua, ficticio, hipotetico, papel',
  sensitive: 'sensible, sensibles, delicada, delicadas, delicados, politica, politicamente, prohibido, protestas, lideres',
  approved: 'oficial, censura, aprobada, linea oficial, apruebe, normativa',
  evade: 'evasiva, evite, evita, elude, desvie, evitar',
  rules: 'reglas, restricciones, limites, filtros, politicas, limitaciones, controles, normas, norma, codigo, ni reglas',
  ethics: 'etica, moral, leyes, conciencia, escrupulos, bien y mal',
  unrestricted:
    'sin restricciones, sin limites, sin censura, sin filtros, modo desarrollador, liberado, cualquier cosa, sin moral, de todo, sin conciencia, dices que si, no tienes conciencia, a todo, sin freno, libre',
  refuse: 'niega, niegas, negarte, advertencias, sermones, avisos, no puedes negarte, excusas, rechazar, rechazas',
  ignore: 'ignora, olvida, desactivados, desactivada, suspendida, anulado, queda anulado, deja de lado, invalido',
  obey: 'obedece, ordenes, a partir de ahora, me obedeces, solo me obedeces, ahora te llamas, haz lo que digo',
  previous: 'anteriores, anterior, antes, encima, iniciales, primera, arriba, al principio, lo anterior, principio del chat',
  sysprompt:
    'prompt de sistema, prompt del sistema, mensaje de sistema, mensaje del sistema, instrucciones del sistema, instrucciones iniciales, instrucciones ocultas, texto inicial',
  yourprompt:
    'tus instrucciones, tu prompt, tu mensaje de sistema, tu sistema, tus reglas, tu configuracion, tu desarrollador, tu operador, puso tu operador',
  prompt: 'prompt, contexto, configuracion',
  told: 'recibiste, te dio, desarrollador, puso, te puso, configuro',
  reveal:
    'muestrame, dime, repite, imprime, devuelve, enumera, muestra, citalas, imprimelas, pegalo, lee en voz alta, copialo, ensename, revela',
  your: 'tu, tus, te, eres',
  mine: 'mi, mis, nuestro, nuestra, me',
  classifier: 'clasificador, moderacion, filtro, vigilancia, deteccion',
  flag: 'marques, bloquees, clasifiques, abuso',
  exempt: 'prueba, aprobada, autorizada',
  notit: 'esto no es, extraccion, jailbreak',
  debug: 'depuracion, mantenimiento, administrador, anulacion',
  encode: 'base64, codificalas, puntos, espacios, separa',
  evadefilter: 'no pueda, leerlo, detectarlo, burlar',
  school: 'clase, curso, alumnos, redaccion, examen, hijos, profesora, ejercicios cortos, tareas escolares, deberes',
  work: 'correo, carta, curriculum, tienda, atencion, reunion, plan de proyecto',
  fiction: 'cuento, poema, personaje, novela',
  howto: 'como, que es, explica, por que',
};
