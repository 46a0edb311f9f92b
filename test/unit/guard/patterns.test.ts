import assert from 'node:assert/strict';
import { concepts } from '../../../src/core/guard/injection/concepts.ts';
import { findInjections } from '../../../src/core/guard/injection/findInjections.ts';
import { disclosureSignals } from '../../../src/core/guard/injection/signals/disclosure.ts';
import { indirectSignals } from '../../../src/core/guard/injection/signals/indirect.ts';
import { latinSignals, scriptSignals } from '../../../src/core/guard/injection/signals/languages.ts';
import { markupSignals } from '../../../src/core/guard/injection/signals/markup.ts';
import { overrideSignals } from '../../../src/core/guard/injection/signals/override.ts';
import { phraseSignals } from '../../../src/core/guard/injection/signals/phrases.ts';
import { personaSignals } from '../../../src/core/guard/injection/signals/persona.ts';
import { checkLinear } from '../../../src/core/guard/patternSafety.ts';
import { findPersonal } from '../../../src/core/guard/personal/findPersonal.ts';
import { scanText } from '../../../src/core/guard/scanText.ts';
import { harmlessTexts } from '../../bench/guard/harmlessTexts.ts';
import { injectionTexts, triggerTexts } from '../../bench/guard/injectionTexts.ts';
import { personalVectors } from '../../bench/guard/personalVectors.ts';
import { secretVectors } from '../../bench/guard/secretVectors.ts';
import { unseenAttacks } from '../../bench/guard/unseenAttacks.ts';

/** Runs `work` and returns every pattern that it ran, by what it is made of. */
function patternsRunBy(work: () => void): Map<string, RegExp> {
  const run = new Map<string, RegExp>();
  const found = Object.getOwnPropertyDescriptor(RegExp.prototype, 'exec');
  assert.ok(found !== undefined);
  const exec = found.value as (this: RegExp, text: string) => RegExpExecArray | null;
  const value = function record(this: RegExp, text: string): RegExpExecArray | null {
    run.set(this.source, this);
    return exec.call(this, text);
  };
  Reflect.defineProperty(RegExp.prototype, 'exec', { ...found, value });
  try {
    work();
  } finally {
    Reflect.defineProperty(RegExp.prototype, 'exec', found);
  }
  return run;
}

describe('the patterns of the guard', () => {
  it('are all proven linear, those of signals and concepts', () => {
    const patterns = [
      ...[
        ...overrideSignals,
        ...disclosureSignals,
        ...personaSignals,
        ...indirectSignals,
        ...phraseSignals,
        ...latinSignals,
      ].map(({ pattern }) => pattern),
      ...markupSignals.map(({ pattern }) => pattern),
      ...scriptSignals.flatMap(({ present, signals }) => [present, ...signals.map(({ pattern }) => pattern)]),
      ...concepts.flatMap(({ ways }) => ways.flatMap(({ pattern }) => (pattern === null ? [] : [pattern]))),
    ];
    assert.ok(patterns.length > 300);
    assert.deepEqual(
      patterns.filter(({ source }) => checkLinear(source) !== null).map(({ source }) => source),
      [],
    );
  });

  it('are all proven linear, whatever a scan runs', () => {
    const texts = [
      ...secretVectors(1).map(({ text }) => text),
      ...harmlessTexts,
      ...injectionTexts,
      ...triggerTexts,
      ...unseenAttacks,
      ...(['email', 'phone', 'card', 'iban', 'ssn', 'ip'] as const).flatMap((kind) => {
        const { valid, nearly } = personalVectors(kind, 20);
        return [...valid, ...nearly];
      }),
    ];
    const run = patternsRunBy(() => {
      for (const text of texts) {
        scanText(text, { as: 'context' });
        findPersonal(text);
        findInjections(text, 'typed');
      }
    });
    assert.ok(run.size > 400, String(run.size));
    const refused = [...run.values()].filter(({ source }) => checkLinear(source) !== null);
    assert.deepEqual(
      refused.map((pattern) => `${checkLinear(pattern.source)} ${String(pattern)}`),
      [],
    );
  });

  it('would be refused if they were not', () => {
    for (const source of ['(a+)+b', '\\d+\\d+x', '(?:a|ab)*c', '(?:\\w+\\s?)+$'])
      assert.equal(typeof checkLinear(source), 'string', source);
    assert.equal(checkLinear('[^.]{0,40}[^.]{0,40}x'), null);
  });
});
