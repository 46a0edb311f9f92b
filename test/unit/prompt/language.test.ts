import assert from 'node:assert/strict';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';

const cases: readonly (readonly [string, string])[] = [
  ['en', 'fix the login bug'],
  ['en', 'Add dark mode'],
  ['en', 'rename --out to --output in cli.py'],
  ['de', 'Behebe den Fehler beim Login, die Seite ist leer'],
  ['fr', "Corrige l'erreur de connexion sur la page d'accueil"],
  ['es', 'Corrige el error de inicio de sesión en la página'],
  ['pt', 'Corrija o erro de login e não altere os testes'],
  ['it', 'Correggi il bug nella pagina di login'],
  ['nl', 'Voeg een knop toe aan het formulier'],
  ['zh', '修复登录错误，不要修改测试'],
  ['zh', '请在 src/app.ts 中添加 dark mode 支持'],
  ['ja', 'ログインのバグを修正してください'],
  ['ko', '로그인 버그를 수정해 주세요'],
  ['ru', 'исправь ошибку входа'],
  ['uk', 'виправ помилку входу, її видно на сторінці'],
  ['ar', 'أصلح خطأ تسجيل الدخول'],
  ['he', 'תקן את באג ההתחברות'],
  ['el', 'διόρθωσε το σφάλμα σύνδεσης'],
  ['und', 'ok'],
  ['und', ''],
  ['und', '12345 !!!'],
];

describe('language', () => {
  for (const [language, text] of cases) {
    it(`takes "${text}" for ${language}`, () => assert.equal(parsePrompt(text).language, language));
  }

  it('judges the prose only', () => {
    const text =
      'Bitte füge das hinzu, die Tests sind schon da:\n\n```\nthis is the code of the file and it is not prose\n```\n';
    assert.equal(parsePrompt(text).language, 'de');
    assert.equal(parsePrompt('```\nthis is the code of the file\n```').language, 'und');
  });
});
