/** The few words that the built-in rewriter adds of its own. Everything else is the author's or the repository's. */
export interface Headings {
  readonly goal: string;
  readonly requirements: string;
  readonly constraints: string;
  readonly output: string;
  readonly files: string;
  readonly checks: string;
  readonly questions: string;
}

const english: Headings = {
  goal: 'Goal',
  requirements: 'Requirements',
  constraints: 'Constraints',
  output: 'Output',
  files: 'Files',
  checks: 'Done when',
  questions: 'Open questions',
};

const others: Readonly<Record<string, Pick<Headings, 'files' | 'checks'>>> = {
  de: { files: 'Dateien', checks: 'Prüfen mit' },
  fr: { files: 'Fichiers', checks: 'Vérifier avec' },
  es: { files: 'Archivos', checks: 'Comprobar con' },
  pt: { files: 'Arquivos', checks: 'Verificar com' },
  it: { files: 'File', checks: 'Verificare con' },
  nl: { files: 'Bestanden', checks: 'Controleren met' },
  pl: { files: 'Pliki', checks: 'Sprawdzić za pomocą' },
  sv: { files: 'Filer', checks: 'Kontrollera med' },
  da: { files: 'Filer', checks: 'Kontrollér med' },
  cs: { files: 'Soubory', checks: 'Ověřit pomocí' },
  tr: { files: 'Dosyalar', checks: 'Şununla doğrula' },
  vi: { files: 'Tệp', checks: 'Kiểm tra bằng' },
  id: { files: 'Berkas', checks: 'Periksa dengan' },
  ru: { files: 'Файлы', checks: 'Проверить' },
  uk: { files: 'Файли', checks: 'Перевірити' },
  zh: { files: '相关文件', checks: '检查命令' },
  ja: { files: '関連ファイル', checks: '確認コマンド' },
  ko: { files: '관련 파일', checks: '확인 명령' },
  ar: { files: 'الملفات', checks: 'التحقق باستخدام' },
  he: { files: 'קבצים', checks: 'בדיקה באמצעות' },
  hi: { files: 'फ़ाइलें', checks: 'जाँच' },
};

/** Headings for a language (ISO 639-1, `und` for unknown); English where there is no word list. */
export function headingsFor(language: string): Headings {
  return { ...english, ...others[language] };
}
