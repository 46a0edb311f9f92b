import assert from 'node:assert/strict';
import { processorTime } from '../../../harness/processorTime.ts';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readLenientJson } from '../../../../src/core/model/lenientJson.ts';
import { parseAnswer } from '../../../../src/core/enhance/model/parseAnswer.ts';
import { StreamedPrompt } from '../../../../src/core/enhance/model/streamedPrompt.ts';

const promptOf = (text: string): string | undefined => parseAnswer(text).answer?.enhancedPrompt;

describe('lenient JSON', () => {
  it('reads whatever is JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })),
        fc.boolean(),
        (object, indented) => {
          const text = JSON.stringify(object, null, indented ? 2 : 0);
          if (/\\[bf]/.test(text)) return; // read as patterns, on purpose
          const expected: unknown = JSON.parse(text);
          const read = readLenientJson(text);
          assert.deepEqual(JSON.parse(JSON.stringify(read?.value)), expected);
          assert.equal(read?.complete, true);
          assert.equal(read?.end, text.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('says so when the text ends inside of the value, wherever that is', () => {
    const text = JSON.stringify({ a: [1, { b: 'x"y' }], c: true, d: 'last' });
    for (let end = 1; end < text.length; end++)
      assert.equal(readLenientJson(text.slice(0, end))?.complete, false, text.slice(0, end));
  });

  it('forgives what models get wrong', () => {
    const value = (text: string): unknown => readLenientJson(text)?.value;
    assert.deepEqual(value("{'a': 'it\\'s', b: True, c: None,}"), { a: "it's", b: true, c: null });
    assert.deepEqual(value('{"a": "he said "no" to it", "b": ["x", "y",],}'), {
      a: 'he said "no" to it',
      b: ['x', 'y'],
    });
    assert.deepEqual(value('{"a": "one\ntwo", // why\n "b": "\\d+ and \\_x \\bword\\b"}'), {
      a: 'one\ntwo',
      b: '\\d+ and _x \\bword\\b',
    });
    assert.deepEqual(value('{“a”: “b”\n“c”: “d”}'), { a: 'b', c: 'd' });
    assert.deepEqual(value('{"a": "b"\n "c": 1}'), { a: 'b', c: 1 });
  });

  it('stays linear over a great deal of anything', () => {
    for (const part of ['{', '"', '\\', '{"a":', '["', "'", '{"a":"b",', '/*', '",   ', '"    ', '\n']) {
      const started = processorTime();
      parseAnswer(part.repeat(Math.ceil(300_000 / part.length)));
      parseAnswer(`{"enhanced_prompt":"${part.repeat(Math.ceil(300_000 / part.length))}`);
      assert.ok(processorTime() - started < 8000, part);
    }
  });
});

describe('parsing an answer', () => {
  it('takes plain, fenced, introduced and wrapped ones', () => {
    const json = '{"enhanced_prompt": "Fix it.", "goal": "g", "requirements": ["r"]}';
    for (const text of [
      json,
      `\uFEFF${json}\n`,
      `\`\`\`json\n${json}\n\`\`\``,
      `Sure! Here is {your} prompt:\n\n${json}\n\nLet me know if it helps {or not}.`,
      `<think>{"enhanced_prompt": "no, wait"}</think>\n${json}`,
      `reasoning without an opening tag</think>${json}`,
      `{"response": ${json}}`,
      `{"response": ${JSON.stringify(json)}}`,
      `{"enhanced_prompt": "First try."}\n\nCorrected:\n${json}`,
    ])
      assert.equal(promptOf(text), 'Fix it.', text);
  });

  it('takes other types for what they mean', () => {
    const { answer } = parseAnswer(
      '{"enhanced_prompt": ["Fix it.", "Then test."], "goal": null, "requirements": "- one\\n2. two", "success_criteria": [{"text": "three"}, 4], "context_notes": ["a", "b"], "version": 2}',
    );
    assert.deepEqual(answer, {
      enhancedPrompt: 'Fix it.\nThen test.',
      goal: '',
      requirements: ['one', 'two'],
      successCriteria: ['three', '4'],
      contextNotes: 'a b',
      openQuestions: [],
    });
  });

  it('never takes a cut answer for a whole one', () => {
    const json = '```json\n{"enhanced_prompt": "Fix the {login} in `a.ts`, then test it.", "goal": "g"}\n```';
    const end = json.lastIndexOf('}');
    for (let at = json.indexOf('"Fix') + 1; at < end; at++)
      assert.equal(parseAnswer(json.slice(0, at)).answer, null);
    assert.equal(parseAnswer(json.slice(0, end - 3)).fault, 'cut');
    assert.equal(promptOf(json.slice(0, end + 1)), 'Fix the {login} in `a.ts`, then test it.');
  });

  it('names the fault', () => {
    const faultOf = (text: string): string | null => parseAnswer(text).fault;
    assert.equal(faultOf(' \n'), 'empty');
    assert.equal(faultOf('<think>only thoughts'), 'empty');
    assert.equal(faultOf('x'.repeat(2_000_000)), 'too-long');
    assert.equal(faultOf('Fix the login.'), 'no-json');
    assert.equal(faultOf('{"goal": "g"}'), 'other-json');
    assert.equal(faultOf('{"enhanced_prompt": 7}'), 'other-json');
  });
});

describe('the streamed prompt', () => {
  it('grows with the answer and ends as the whole', () => {
    const prompt = 'Fix the "login" in C:\\src\n\n- 1 < 2 \u2028 é 😀 `a\\nb`';
    for (const text of [
      JSON.stringify({ goal: 'g', enhanced_prompt: prompt, requirements: ['x'] }),
      `\`\`\`json\n${JSON.stringify({ enhanced_prompt: prompt }, null, 2)}\n\`\`\``,
    ]) {
      const streamed = new StreamedPrompt();
      let shown = '';
      for (let end = 1; end <= text.length; end++) {
        const next = streamed.read(text.slice(0, end));
        assert.ok(prompt.startsWith(next) && next.length >= shown.length, JSON.stringify(next));
        shown = next;
      }
      assert.equal(shown, prompt);
    }
  });

  it('starts anew when a new attempt begins', () => {
    const streamed = new StreamedPrompt();
    assert.equal(streamed.read('{"enhanced_prompt": "one and'), 'one and');
    assert.equal(streamed.read('{"en'), '');
    assert.equal(streamed.read('{"enhanced_prompt": "two'), 'two');
  });
});
