/** The invented enterprise of the demo: who there is and what they use. Everything else of the sample is chance. */

export interface DemoClient {
  readonly client_id: string;
  readonly name: string;
  readonly timezone: string;
  readonly departments: readonly { readonly department_id: string; readonly name: string }[];
}

export interface DemoApp {
  readonly app_id: string;
  readonly canonical_name: string;
  readonly type: string;
  readonly display_colour: string;
  readonly is_approved: boolean;
  readonly is_favorite: boolean;
  /** How widely it is used, relative to the others. */
  readonly popularity: number;
  /** How long people stay, in minutes, on an ordinary day. */
  readonly minutesADay: number;
  readonly platform: 'desktop' | 'web' | 'both';
}

export const ORGANIZATIONS = [
  ['org-platform', 5],
  ['org-payments', 4],
  ['org-mobile', 3],
  ['org-data', 2],
  ['org-research', 1],
] as const;

function departmentsOf(client: number): DemoClient['departments'] {
  return ['Engineering', 'Design', 'Sales', 'Support', 'Finance'].map((name, index) => ({
    department_id: `de9a0000-0000-4000-8000-0000000000${client}${index + 1}`,
    name,
  }));
}

export const CLIENTS: readonly DemoClient[] = [
  {
    client_id: 'c11e0000-0000-4000-8000-000000000001',
    name: 'Monsoon Freight',
    timezone: 'Asia/Kolkata',
    departments: departmentsOf(1),
  },
  {
    client_id: 'c11e0000-0000-4000-8000-000000000002',
    name: 'Harbor & Pine Insurance',
    timezone: 'America/New_York',
    departments: departmentsOf(2),
  },
  {
    client_id: 'c11e0000-0000-4000-8000-000000000003',
    name: 'Spreewerk Maschinenbau',
    timezone: 'Europe/Berlin',
    departments: departmentsOf(3),
  },
];

type AppRow = readonly [
  name: string,
  type: string,
  colour: string,
  popularity: number,
  minutes: number,
  DemoApp['platform'],
];

const APP_ROWS: readonly AppRow[] = [
  ['Lanternmail', 'email', '#d97706', 10, 55, 'both'],
  ['Quillboard', 'documents', '#2563eb', 9, 40, 'web'],
  ['Huddlewave', 'chat', '#7c3aed', 9, 70, 'desktop'],
  ['Codesmithy', 'development', '#0f766e', 6, 150, 'desktop'],
  ['Tallysheet', 'spreadsheets', '#16a34a', 6, 35, 'both'],
  ['Orbit CRM', 'crm', '#db2777', 4, 80, 'web'],
  ['Pixelforge', 'design', '#ea580c', 3, 120, 'desktop'],
  ['Northdesk', 'support', '#0891b2', 3, 110, 'web'],
  ['Ledgerly', 'finance', '#4d7c0f', 2, 60, 'web'],
  ['Askbird AI', 'ai', '#9333ea', 5, 25, 'web'],
  ['Draftpilot AI', 'ai', '#be123c', 2, 20, 'web'],
  ['Stackwatch', 'monitoring', '#334155', 2, 30, 'web'],
];

export const APPS: readonly DemoApp[] = APP_ROWS.map(
  ([canonical_name, type, display_colour, popularity, minutesADay, platform], index) => ({
    app_id: `a9900000-0000-4000-8000-0000000000${String(index + 1).padStart(2, '0')}`,
    canonical_name,
    type,
    display_colour,
    is_approved: canonical_name !== 'Draftpilot AI' && canonical_name !== 'Pixelforge',
    is_favorite: index < 3,
    popularity,
    minutesADay,
    platform,
  }),
);

export const FIRST_NAMES =
  'Aditi Amara Anton Asha Bruno Carla Chen Dana Deepak Elena Emil Farah Felix Grace Hana Hugo Ines Ivan Jonas Kavya Leila Liam Mara Mateo Meera Nadia Nils Olga Omar Priya Quinn Rafael Rohan Rosa Sana Sofia Tariq Theo Uma Vera Yusuf Zoe'.split(
    ' ',
  );
export const LAST_NAMES =
  'Abebe Bauer Becker Castillo Cohen Das Diaz Eriksen Fischer Fontana Gupta Haddad Hoffmann Iyer Jansen Kaplan Keller Kim Kowalski Lang Lopez Marino Mehta Meyer Moreau Nair Novak Okafor Park Patel Petrov Rao Reyes Rossi Sato Schmidt Sharma Silva Singh Tanaka Torres Weber Wolf Young'.split(
    ' ',
  );

export const CATEGORIES = [
  ['bug_fixing', ['Flaky tests', 'Crashes', 'Regressions']],
  ['feature_development', ['API', 'User interface', 'Billing']],
  ['migration', ['Framework upgrade', 'Database']],
  ['documentation', ['Guides']],
] as const;
