import assert from 'node:assert/strict';
import type { FoundTemplate } from '../../../src/core/library/foundTemplate.ts';
import { withRecord } from '../../../src/core/library/foundTemplate.ts';
import {
  filterChoices,
  filterTemplates,
  groupTemplates,
  sortTemplates,
  type LibraryFilter,
} from '../../../src/core/library/libraryView.ts';
import { fuzzyPoints, rankTemplates } from '../../../src/core/library/rankTemplates.ts';

function template(name: string, more: Partial<FoundTemplate> = {}): FoundTemplate {
  const id = name.toLowerCase().replaceAll(' ', '-');
  return {
    id,
    name,
    description: `What ${name} is for`,
    category: 'Other',
    tags: [],
    scope: 'user',
    version: 1,
    active: true,
    usageCount: 0,
    lastUsedAt: null,
    score: null,
    variables: [],
    problems: [],
    remarks: [],
    path: `/templates/${id}.prompt`,
    place: 'user',
    hash: '',
    model: null,
    hides: null,
    labels: {},
    ...more,
  };
}

const names = (templates: readonly FoundTemplate[]): string[] => templates.map(({ name }) => name);

const library = [
  template('Bug Fix', { category: 'Bug Fix', tags: ['bug', 'defect'], score: 90, model: 'openai/gpt-5' }),
  template('Step 10', { active: false, lastUsedAt: '2026-01-02T00:00:00.000Z', model: 'ollama:llama3' }),
  template('Step 2', { tags: ['bug'], score: 40, lastUsedAt: '2026-01-03T00:00:00.000Z' }),
];

describe('what the library view shows', () => {
  const cases: readonly (readonly [LibraryFilter, readonly string[]])[] = [
    [{}, ['Bug Fix', 'Step 10', 'Step 2']],
    [{ text: 'STEP for' }, ['Step 10', 'Step 2']],
    [{ text: 'defect' }, ['Bug Fix']],
    [{ text: 'step defect' }, []],
    [{ category: 'Bug Fix' }, ['Bug Fix']],
    [{ tag: 'bug' }, ['Bug Fix', 'Step 2']],
    [{ active: false }, ['Step 10']],
    [{ provider: 'ollama' }, ['Step 10']],
    [{ provider: 'openai', active: false }, []],
  ];
  for (const [filter, expected] of cases)
    it(`is what ${JSON.stringify(filter)} lets through`, () => {
      assert.deepEqual(names(filterTemplates(library, filter)), expected);
    });

  it('is sorted by name as people count, by last use and by score', () => {
    assert.deepEqual(names(sortTemplates(library, 'name')), ['Bug Fix', 'Step 2', 'Step 10']);
    assert.deepEqual(names(sortTemplates(library, 'lastUsed')), ['Step 2', 'Step 10', 'Bug Fix']);
    assert.deepEqual(names(sortTemplates(library, 'score')), ['Bug Fix', 'Step 2', 'Step 10']);
  });

  it('is grouped by category or tag, those without a tag at the end', () => {
    const groups = (by: 'category' | 'tag'): unknown =>
      groupTemplates(library, by).map(({ name, templates }) => [name, ...names(templates)]);
    assert.deepEqual(groups('category'), [
      ['Bug Fix', 'Bug Fix'],
      ['Other', 'Step 10', 'Step 2'],
    ]);
    assert.deepEqual(groups('tag'), [
      ['bug', 'Bug Fix', 'Step 2'],
      ['defect', 'Bug Fix'],
      ['', 'Step 10'],
    ]);
  });

  it('offers what there is to filter by', () => {
    assert.deepEqual(filterChoices(library), {
      categories: ['Bug Fix', 'Other'],
      tags: ['bug', 'defect'],
      providers: ['ollama', 'openai'],
    });
  });

  it('takes version, use and labels from what is recorded', () => {
    const record = {
      place: 'user',
      id: 'bug-fix',
      latest: 7,
      latestHash: 'x',
      active: false,
      usageCount: 3,
      lastUsedAt: '2026-01-01T00:00:00.000Z',
      deletedAt: null,
      labels: { production: 5 },
    };
    const { version, active, usageCount, labels } = withRecord(library[0]!, record);
    assert.deepEqual([version, active, usageCount, labels], [7, false, 3, { production: 5 }]);
    assert.equal(withRecord(library[0]!, { ...record, latest: 0 }).version, 1);
    assert.equal(withRecord(library[0]!, undefined), library[0]);
  });
});

describe('the search for a template to use', () => {
  const none = new Set<string>();

  it('finds letters in order by name, tag and category, the name first', () => {
    const some = [template('Other thing', { tags: ['bug'] }), ...library];
    assert.deepEqual(names(rankTemplates(some, 'bug', none))[0], 'Bug Fix');
    assert.deepEqual(names(rankTemplates(some, 'bug', none)).length, 3);
    assert.deepEqual(names(rankTemplates(library, 'bgfx', none)), ['Bug Fix']);
    assert.deepEqual(names(rankTemplates(library, 's10', none)), ['Step 10']);
    assert.deepEqual(names(rankTemplates(library, 'zebra', none)), []);
    assert.equal(fuzzyPoints('a long text in which letters are scattered', 'xyz'), 0);
  });

  it('puts favourites first, then what was used last', () => {
    assert.deepEqual(names(rankTemplates(library, '', none)), ['Step 2', 'Step 10', 'Bug Fix']);
    assert.deepEqual(names(rankTemplates(library, '', new Set(['bug-fix']))), [
      'Bug Fix',
      'Step 2',
      'Step 10',
    ]);
  });
});
