import pullRequestSchema from '../../../schemas/events/pull-request.json';
import schema from '../../../schemas/events/session.json';
import type { PullRequestReport, SessionEvent } from '../../../schemas/generated/events/session';
import type { CheckedSession, PullRequest } from './checked-event';
import type { EventForm, EventTime } from './event-form';
import { instantMs, optionalInstantMs } from './event-form';
import { createFieldCheck } from './field-check';

/** A session (contract 4; schemas/events/session.json). */
export const sessionForm: EventForm<SessionEvent, CheckedSession> = {
  fields: createFieldCheck<SessionEvent>(schema, {
    parts: [pullRequestSchema],
    rules: [
      {
        field: 'ended_at',
        holds: ({ created_at, ended_at }) => ended_at == null || instantMs(ended_at) >= instantMs(created_at),
        message: 'must not lie before created_at',
      },
    ],
  }),
  checked: (event) => {
    const createdAtMs = instantMs(event.created_at);
    return {
      kind: 'session',
      id: event.id,
      userId: event.user_id,
      orgId: event.org_id,
      createdAtMs,
      versionMs: optionalInstantMs(event.updated_at) ?? createdAtMs,
      endedAtMs: optionalInstantMs(event.ended_at),
      origin: event.origin ?? null,
      size: event.size ?? null,
      category: event.category ?? null,
      subcategoryId: event.subcategory_id ?? null,
      subcategoryName: event.subcategory_name ?? null,
      playbookId: event.playbook_id ?? null,
      fromSearch: event.from_search ?? false,
      acus: event.acus ?? null,
      pullRequests: (event.pull_requests ?? []).map(pullRequest),
    };
  },
  times: sessionTimes,
};

function pullRequest({ id, state, created_at, taken_over }: PullRequestReport): PullRequest {
  return { id, state, createdAtMs: optionalInstantMs(created_at), takenOver: taken_over ?? false };
}

function* sessionTimes(session: CheckedSession): Generator<EventTime> {
  yield ['/created_at', session.createdAtMs];
  yield ['/updated_at', session.versionMs];
  yield ['/ended_at', session.endedAtMs];
  for (const [index, { createdAtMs }] of session.pullRequests.entries()) {
    yield [`/pull_requests/${index}/created_at`, createdAtMs];
  }
}
