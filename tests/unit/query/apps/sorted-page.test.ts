import { cutPage } from '../../../../services/query/apps/sorted-page';

test('figures beyond 2^53 that are next to each other keep their order, and nulls come last', () => {
  const numbers = ['9007199254740993', null, '9007199254740992', '-1', '9007199254740994'];
  const rows = numbers.map((sort_number) => ({ sort_number, sort_name: 'n', id: String(sort_number) }));
  const request = { sortBy: 'figure', sortOrder: 'asc', pageSize: 10, cursor: undefined } as const;
  const { rows: page } = cutPage(rows, request, null, { nameField: 'name', idOf: ({ id }) => id });
  expect(page.map(({ sort_number }) => sort_number)).toEqual([
    '-1',
    '9007199254740992',
    '9007199254740993',
    '9007199254740994',
    null,
  ]);
});
