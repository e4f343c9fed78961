import type { JSX } from 'preact';
import type { Breakdown } from '../api/answers';
import type { Answered } from '../api/use-call';
import { change as writeChange, changeBetween, count } from '../charts/figures';
import { drawGroups } from '../charts/draw-groups';
import { captioned } from '../charts/png';
import { Card } from './card';
import { States } from './states';
import { Change } from './tile';

interface GroupsCardProps {
  readonly title: string;
  readonly subtitle: string;
  readonly answered: Answered<Breakdown>;
  readonly needs: string;
  readonly fileName: string;
  readonly chosen: readonly string[];
  readonly choose: (group: string) => void;
}

/** One group of people and how many there are. */
export interface Group {
  readonly name: string;
  readonly users: number;
  readonly before: number | null;
}

/** Groups as bars, most people first; choosing one shows it alone. */
export function GroupsCard({
  title,
  subtitle,
  answered,
  needs,
  fileName,
  chosen,
  choose,
}: GroupsCardProps): JSX.Element {
  const groups = answered.body ? groupsOf(answered.body) : [];
  const isCompared = answered.body?.compare != null;
  const picture = (): HTMLCanvasElement => captioned(drawGroups(groups), { title, subtitle, legend: [] });
  const most = Math.max(1, ...groups.map(({ users }) => users));
  return (
    <Card
      title={title}
      subtitle={subtitle}
      calls={[answered.path]}
      fileName={fileName}
      isWide={false}
      picture={groups.length > 0 ? picture : undefined}
      table={groups.length > 0 ? tableOf(groups, isCompared) : undefined}
    >
      <States answered={answered} needs={needs} isEmpty={({ data }) => data.length === 0}>
        {() => (
          <ul class="groups">
            {groups.map(({ name, users, before }) => (
              <li key={name}>
                <button
                  type="button"
                  aria-pressed={chosen.includes(name)}
                  onClick={() => {
                    choose(name);
                  }}
                >
                  <span class="group-name">{name}</span>
                  <span class="group-users">{count(users)}</span>
                  {isCompared && <Change value={changeBetween(users, before)} />}
                  <span class="group-bar" aria-hidden="true">
                    <span style={{ width: `${(100 * users) / most}%` }} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </States>
    </Card>
  );
}

function groupsOf({ data }: Breakdown): Group[] {
  return data.map((group) => ({
    name: ('org_id' in group ? group.org_id : group.origin) ?? 'none named',
    users: group.active_users,
    before: group.compare_active_users,
  }));
}

function tableOf(groups: readonly Group[], isCompared: boolean): string[][] {
  const header = ['Group', 'Active users', ...(isCompared ? ['Before', 'Change'] : [])];
  const rows = groups.map(({ name, users, before }) => [
    name,
    count(users),
    ...(isCompared ? [count(before), writeChange(changeBetween(users, before))] : []),
  ]);
  return [header, ...rows];
}
