import type { LintTarget } from './rule.ts';

/** Whether rules about English words may read a file: its prose is English, or too short to tell. */
export function isEnglish({ document: { language } }: Pick<LintTarget, 'document'>): boolean {
  return language === 'en' || language === 'und';
}
