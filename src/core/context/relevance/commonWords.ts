import { stem } from './words.ts';

/** Words that say nothing about where: function words, and the verbs and adjectives of requests. */
const silentWords = `a about above across after again all almost along already also although always am an and another any anybody anything
apparently appear appears are around as ask at away back bad be because been before begin behind being below best better between big both break
breaks broken but by call called can cannot cant careful change changed changes check clean clear come completely consider correct correctly could
currently cut decide describe did different do does doesnt doing done dont down during each easily easy edit either else enable enough ensure
especially even ever every everything exactly example except expect expected explain extra far fast few figure fine first fix fixed fixes
following follow for from full fully further get gets getting give given go goes going gone good got great had happen happening happens has have having
help here how however i idea if implement implemented improve in include including inside instead into is isnt it its itself just keep
kind know last later least left less let lets like likely little long longer look looking looks lot low made make makes making many
matter may maybe me mean means might missing more most move much must my near necessary need needed needs never new next nice no non none not nothing
now of off often ok old on once one only onto or other others otherwise our out over own part people perhaps please possible prefer probably
problem problems proper properly provide put quick quickly rather ready really reason recent recently refactor regardless remain rename
replace respectively right rewrite same say says see seem seems several shall should shouldnt show shows similar simple simply since slow slower small so
some somehow someone something sometimes somewhere soon start starts still stop such support sure take takes than thank thanks that thats the their
them then there these they thing things think this those though three through thus till to today together too toward try trying turn
two under unless until up upon us use used useful uses using usually various very via want wants was way we well went were what
whatever when whenever where whether which while who whole why will wish with within without wont work working works would write wrong yes yet
you your zero add added adding adds create created creates update updated updates whats ist und der die das ein eine nicht mit für auf les des une pour dans
avec que est pas los las una por para con del esta não uma com`;

/** Words that fit half of all files: a reason only beside another. */
const weakWords = `api app application base bug case class code common component components content core crash data default description detail details
entry error errors exception fail failing fails failure feature field fields file files folder function functions handle handler handling helper helpers implementation
index info input interface internal issue issues item items key level lib library line lines main manager method methods
mode model module name names number object option options output package page pages param parameter path process project public result results return
run running screen script section server service services set setup site source src state status string system text spec test tests time tool type types ui
unit user users util utils value values variable version view web window x y`;

const silent = new Set([...words(silentWords), ...words(silentWords).map(stem)]);
const weak = new Set(words(weakWords).map(stem));

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}

/** True for words that say nothing about which file is meant. */
export function isSilent(word: string): boolean {
  return word.length < 2 || silent.has(word) || /^\d+$/.test(word);
}

/** True for stems that are no reason by themselves. */
export function isWeak(stemmed: string): boolean {
  return weak.has(stemmed);
}
