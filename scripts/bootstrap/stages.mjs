/** What the units and every suite that no stage names take on a machine of usual speed: two cores, nothing else running. */
export const SHORT_SECONDS = 220;

/** The other suites, what matters most first, with the seconds that they take on that machine. */
export const STAGES = [
  stage('figures against the model', 60, [
    'api/(devin|engagement)/against-the-model',
    'api/devin/two-numbers',
    'api/metrics/zones',
    'properties/(any-order|asked-meanwhile)',
  ]),
  stage('kills', 45, ['api/ingest/kill', 'crash/schedules']),
  stage('access and hostile bodies', 45, [
    'api/access/matrix',
    'api/fuzz/',
    'api/hostile/bombs',
    'api/openapi/every-operation',
  ]),
  stage('the front door', 50, [
    'api/platform/process',
    'api/scripts/import',
    'engine/server',
    'readme/readme',
  ]),
  stage('further properties', 70, [
    'properties/(app|erasure|metrics|paging|sessions|ties|zone)',
    'api/devin/counts-ties',
  ]),
  stage('faults', 90, [
    'api/ingest/(faults|zone-history)',
    'crash/(faults|kill-points|power-loss|two-writers)',
  ]),
  stage('erasure and repair', 90, ['api/erasure/', 'api/operator/', 'engine/reconcile']),
  stage('two processes', 60, ['api/two-processes/']),
  stage('apps and clients', 40, [
    'api/apps/(family-model|large-export|users-of-app-pages)',
    'api/clients/generated-client',
  ]),
  stage('the page', 110, ['browser/(figures|look|newcomer|page)']),
  stage('hostile texts', 80, [
    'api/hostile/(addresses|directory|event-fields|headers|injection|session-texts|user-and-org-ids)',
  ]),
  stage('cluster and move', 150, ['api/cluster/', 'api/scripts/move', 'engine/migrations']),
  stage('producer and scripts', 60, ['api/producer/', 'api/scripts/(demo|quarantine)']),
  stage('real events and bench', 90, ['bench/', 'real/']),
];

function stage(name, seconds, suites) {
  return { name, seconds, suites: suites.map((suite) => `tests/${suite}`) };
}
