import { createApi } from '../../support/api';
import type { Api } from '../../support/api';
import { mintToken, startInProcess } from '../../support/service';
import type { InProcessService } from '../../support/service';

const BETA = '00000000-0000-4000-8000-0000000000b0';
const ALPHA = '00000000-0000-4000-8000-0000000000a0';
const STRANGE = '00000000-0000-4000-8000-0000000000c0';
const DEPARTMENT = (digit: number): string => `00000000-0000-4000-8000-00000000000${digit}`;

let service: InProcessService;

function as(permissions: readonly string[], clients: readonly string[] | null = ['*'], tenant = 'acme'): Api {
  return createApi(service.url, mintToken({ tenant, permissions, clients }));
}

async function namesSeen(api: Api, path = '/v1/clients'): Promise<unknown> {
  const { status, body } = await api.get(path);
  if (status !== 200) return status;
  return (body as { readonly data: readonly { readonly name: string }[] }).data.map(({ name }) => name);
}

beforeAll(async () => {
  service = await startInProcess();
  const keeper = as(['manage-directory']);
  await keeper.put(`/v1/clients/${BETA}`, { name: 'beta', timezone: 'Asia/Kolkata' });
  await keeper.put(`/v1/clients/${ALPHA}`, { name: 'Alpha', timezone: 'UTC' });
  await keeper.put(`/v1/clients/${ALPHA}`, { name: 'Alpha renamed', timezone: 'Europe/Berlin' });
  await keeper.put(`/v1/clients/${BETA}/departments/${DEPARTMENT(1)}`, { name: 'sales' });
  await keeper.put(`/v1/clients/${BETA}/departments/${DEPARTMENT(2)}`, { name: 'Design' });
  await keeper.put(`/v1/clients/${ALPHA}/departments/${DEPARTMENT(3)}`, { name: 'Other' });
  await as(['manage-directory'], ['*'], 'another').put(`/v1/clients/${STRANGE}`, {
    name: 'Strange',
    timezone: 'UTC',
  });
});
afterAll(() => service.stop());

test('the list holds each client once, by name, as its own GET answers it', async () => {
  const api = as(['manage-directory']);
  const one = async (id: string): Promise<unknown> => (await api.get(`/v1/clients/${id}`)).body;
  expect(await api.get('/v1/clients')).toEqual({
    status: 200,
    body: { data: [await one(ALPHA), await one(BETA)] },
  });
});

test('a token sees the clients that it may ask about, and no others', async () => {
  const both = ['Alpha renamed', 'beta'];
  expect(await namesSeen(as(['view-app-utilization']))).toEqual(both);
  expect(await namesSeen(as(['view-app-utilization'], [BETA.toUpperCase(), STRANGE]))).toEqual(['beta']);
  expect(await namesSeen(as(['view-app-utilization'], []))).toEqual([]);
  expect(await namesSeen(as(['view-app-utilization'], ['no-uuid']))).toEqual([]);
  expect(await namesSeen(as(['view-app-utilization'], null))).toEqual([]);
  expect(await namesSeen(as(['manage-directory'], null))).toEqual(both);
  expect(await namesSeen(as(['manage-directory'], [ALPHA]))).toEqual(['Alpha renamed']);
  expect(await namesSeen(as(['view-app-utilization'], ['*'], 'another'))).toEqual(['Strange']);
  expect(await namesSeen(as(['ViewAccountMetrics']))).toBe(403);
});

test("a client's departments come by name, for who may see the client", async () => {
  const path = `/v1/clients/${BETA.toUpperCase()}/departments`;
  expect(await namesSeen(as(['view-app-utilization'], [BETA]), path)).toEqual(['Design', 'sales']);
  expect(await namesSeen(as(['manage-directory'], null), path)).toEqual(['Design', 'sales']);
  expect(await namesSeen(as(['view-app-utilization'], null), path)).toBe(403);
  expect(await namesSeen(as(['view-app-utilization'], [ALPHA]), path)).toBe(403);
  expect(await namesSeen(as(['view-app-utilization']), `/v1/clients/${STRANGE}/departments`)).toBe(404);
  expect(await namesSeen(as(['view-app-utilization']), '/v1/clients/no-uuid/departments')).toBe(404);
});

test('the lists come in the other formats, and a wrong format is refused', async () => {
  const headers = { authorization: `Bearer ${mintToken({ tenant: 'acme' })}` };
  const csv = await fetch(`${service.url}/v1/clients/${BETA}/departments?format=csv`, { headers });
  const [header, ...lines] = (await csv.text()).trim().split('\r\n');
  expect(header).toBe('client_id,department_id,name,updated_at');
  expect(lines.map((line) => line.split(',')[2])).toEqual(['Design', 'sales']);
  expect(await as(['manage-directory']).get('/v1/clients?format=xml')).toMatchObject({ status: 400 });
  expect(await as(['manage-directory']).get('/v1/clients?format=csv&format=csv')).toMatchObject({
    status: 400,
  });
});
