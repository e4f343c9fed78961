import { mintToken, startInProcess } from '../../support/service';
import { callsTo } from '../hostile/calls';

test('unless set, no page of another origin may call', async () => {
  const service = await startInProcess();
  const calls = callsTo(service.url, mintToken({ tenant: 'acme' }));
  for (const method of ['GET', 'OPTIONS', 'POST']) {
    const headers = { origin: service.url, 'access-control-request-method': 'GET' };
    const reply = await calls.send({ method, path: '/healthz', headers });
    expect(Object.keys(reply.headers).filter((name) => /^access-control|^vary/.test(name))).toEqual([]);
  }
  calls.close();
  await service.stop();
});
