import { acceptedFormat } from '../../platform/formats/accepted-format';
import { answerInFormat } from '../../platform/formats/list-answer';
import { json } from '../../platform/http/answer';
import { machineFamily } from '../../platform/http/machine-family';
import type { Answer, Route, RouteRequest } from '../../platform/http/route';
import { answered } from '../request-failure';
import { ENTRY_COLUMNS, entryOf, placeOfEntry, readEntries, streamEntries } from './entries';
import { cursorOf, readQuarantineQuery } from './quarantine-parameters';
import type { ReplayContext } from './replay';
import { replayPage } from './replay';

/**
 * `GET /v1/quarantine`: the refused events of the token's tenant, as sent, with the reason; a page as JSON, all of them in the
 * other formats. `POST /v1/quarantine/replay`: offers a page of them again.
 */
export function quarantineRoutes(context: ReplayContext): Route[] {
  const common = {
    family: machineFamily,
    allows: (principal) => principal.permissions.has('operate'),
  } satisfies Partial<Route>;
  return [
    {
      ...common,
      method: 'GET',
      path: '/v1/quarantine',
      cacheable: true,
      handle: (request) => answered(() => list(context, request)),
    },
    {
      ...common,
      method: 'POST',
      path: '/v1/quarantine/replay',
      cacheable: false,
      handle: ({ query, principal, now }) =>
        answered(async () =>
          json(200, await replayPage(readQuarantineQuery(query), principal, now.getTime(), context)),
        ),
    },
  ];
}

async function list({ store }: ReplayContext, request: RouteRequest): Promise<Answer> {
  const { tenant } = request.principal;
  const query = readQuarantineQuery(request.query);
  return await answerInFormat(
    query.format ?? acceptedFormat(request.headers.accept),
    async () => {
      const rows = await readEntries(store, tenant, query, query.pageSize + 1);
      const page = rows.slice(0, query.pageSize);
      const last = rows.length > page.length ? page.at(-1) : undefined;
      return json(200, {
        entries: page.map(entryOf),
        next_cursor: last ? cursorOf(placeOfEntry(last)) : null,
      });
    },
    () => ({
      name: 'quarantine',
      columns: ENTRY_COLUMNS,
      rows: streamEntries(store, tenant, query, request.signal),
    }),
  );
}
