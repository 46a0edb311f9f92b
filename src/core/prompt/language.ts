import { stopWords } from './stopWords.ts';

/** A language is told from its first words; reading on adds nothing. UTF-16 units. */
const sampleLength = 6000;

/** Letters that one or few of the languages have, each worth a stop-word. */
const letters: readonly (readonly [RegExp, readonly string[]])[] = [
  [/[ßäöü]/g, ['de']],
  [/[ñ¿¡]/g, ['es']],
  [/[ãõ]/g, ['pt']],
  [/ç/g, ['fr', 'pt', 'tr']],
  [/[èêàâîûœ]/g, ['fr', 'it']],
  [/[ąęłńśźż]/g, ['pl']],
  [/[ğışİ]/g, ['tr']],
  [/å/g, ['sv']],
];

const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]/g, 'ja'],
  [/[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]/g, 'ko'],
  [/[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/g, 'zh'],
  [/[\u0400-\u04ff]/g, 'ru'],
  [/[\u0590-\u05ff]/g, 'he'],
  [/[\u0600-\u06ff\u0750-\u077f]/g, 'ar'],
  [/[\u0370-\u03ff]/g, 'el'],
  [/[\u0900-\u097f]/g, 'hi'],
  [/[\u0e00-\u0e7f]/g, 'th'],
];

const languagesOfWord: ReadonlyMap<string, readonly string[]> = index();

function index(): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const [language, words] of Object.entries(stopWords)) {
    for (const word of new Set(words.split(' '))) {
      const languages = map.get(word);
      if (languages === undefined) map.set(word, [language]);
      else languages.push(language);
    }
  }
  return map;
}

/**
 * The ISO 639-1 code of the language `prose` is written in, `und` when there is too little to tell. Scripts that few languages use
 * decide by themselves; languages in Latin script by their commonest words, a word shared by n of them counting 1/n for each.
 */
export function detectLanguage(prose: string): string {
  const sample = prose.length > sampleLength ? prose.slice(0, sampleLength) : prose;
  return byScript(sample) ?? byWords(sample.toLowerCase());
}

function byScript(sample: string): string | null {
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0000-\u036f\u1e00-\u2fff]*$/.test(sample)) return null;
  const latin = sample.match(/[A-Za-z\u00c0-\u024f]+/g)?.length ?? 0;
  let best: string | null = null;
  let most = 0;
  for (const [pattern, language] of scripts) {
    const count = sample.match(pattern)?.length ?? 0;
    // Any share of kana makes Han characters Japanese, and Korean mixes in a few as well.
    if (count === 0) continue;
    const weight = language === 'ja' ? count * 4 : count;
    if (weight > most) {
      most = weight;
      best = language;
    }
  }
  if (best === null) return null;
  // A Chinese sentence holds few Latin words even when it is about code; a letter of a formula in English is no Greek.
  if (most < 2 || most < latin / 2) return null;
  if (best === 'ru' && /[іїєґ]/i.test(sample) && !/[ыэъ]/i.test(sample)) return 'uk';
  if (best === 'ar' && /[پچژگ]/.test(sample)) return 'fa';
  return best;
}

function byWords(sample: string): string {
  const scores = new Map<string, number>();
  const credit = (language: string, points: number): void => {
    scores.set(language, (scores.get(language) ?? 0) + points);
  };
  for (const word of sample.match(/\p{L}+/gu) ?? []) {
    const languages = languagesOfWord.get(word);
    if (languages === undefined) continue;
    for (const language of languages) credit(language, 1 / languages.length);
  }
  // oxlint-disable-next-line no-control-regex
  if (/[^\u0000-\u007f]/.test(sample)) {
    for (const [pattern, languages] of letters) {
      const count = sample.match(pattern)?.length ?? 0;
      if (count > 0)
        for (const language of languages) credit(language, Math.min(count, 20) / languages.length);
    }
  }
  let best = 'und';
  let most = 0;
  let second = 0;
  for (const [language, score] of scores) {
    if (score > most) {
      second = most;
      most = score;
      best = language;
    } else if (score > second) second = score;
  }
  return most >= 0.5 && most > second * 1.15 ? best : 'und';
}
