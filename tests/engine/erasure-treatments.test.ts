import { join } from 'node:path';
import { buildCatalog } from '../../clickhouse/catalog/build-catalog';
import type { Catalog } from '../../clickhouse/catalog/catalog';
import { readCatalog } from '../../clickhouse/catalog/read-catalog';
import { treatmentsOf, UntreatedTables } from '../../clickhouse/erasure/treatments';
import { migrate } from '../../clickhouse/migrate';
import { openStore } from '../../clickhouse/open-store';
import type { Store } from '../../clickhouse/store';
import { removeDirectory, temporaryDirectory } from './embedded';

/** Tables that say nothing about anyone. A new one has to be put here, or to be treated. */
const IMPERSONAL = [
  ...['apps', 'clients', 'departments', 'erased_users', 'schema_migrations', 'service_keys'],
  ...['user_number_aliases', 'user_number_ranges'],
];

const root = temporaryDirectory();
let store: Store;
let catalog: Catalog;
beforeAll(async () => {
  store = await openStore({ database: 'headcount', dataDir: join(root, 'data') });
  await migrate(store);
  catalog = await readCatalog(store);
});
afterAll(async () => {
  await store.close();
  removeDirectory(root);
});

test('a person is taken out of every table but those that name nobody', () => {
  const treated = treatmentsOf(catalog).map(({ table }) => (typeof table === 'string' ? table : table.name));
  const tables = [...catalog.facts, ...catalog.aggregates, ...catalog.others].map(({ name }) => name);
  expect([...treated, ...IMPERSONAL].sort()).toEqual([...tables].sort());
});

test('what is made from the facts is treated while they are there, what finds the person last', () => {
  const kinds = treatmentsOf(catalog).map(({ kind }) => kind);
  expect(kinds.lastIndexOf('derived')).toBeLessThan(kinds.indexOf('fact'));
  expect(kinds.lastIndexOf('fact')).toBeLessThan(kinds.indexOf('rows'));
});

test('a table that nobody has decided about is not passed over', () => {
  const others = [
    {
      name: 'notes',
      purpose: 'quarantine' as const,
      key: [],
      columns: [{ name: 'tenant', type: 'String' }],
    },
    {
      name: 'friends',
      purpose: 'user_numbers' as const,
      key: [],
      columns: [{ name: 'tenant', type: 'String' }],
    },
  ];
  expect(() => treatmentsOf({ ...catalog, others })).toThrow(new UntreatedTables(['friends']));
  const [fact] = catalog.facts;
  const facts = [{ ...fact, name: 'visits' }] as Catalog['facts'];
  expect(() => treatmentsOf({ ...catalog, facts })).toThrow(UntreatedTables);
  expect(() =>
    buildCatalog(
      'headcount',
      [
        {
          name: 'visits',
          engine: 'MergeTree',
          engine_full: 'MergeTree ORDER BY tenant',
          sorting_key: 'tenant',
          as_select: '',
          create_table_query: '',
        },
      ],
      [
        {
          table: 'visits',
          name: 'tenant',
          type: 'String',
          default_kind: '',
          default_expression: '',
        },
      ],
    ),
  ).toThrow('visits');
});
