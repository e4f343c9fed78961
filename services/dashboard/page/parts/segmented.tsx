import type { JSX } from 'preact';

interface SegmentedProps {
  readonly label: string;
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: string;
  readonly choose: (id: string) => void;
}

/** One of a few, all in sight. */
export function Segmented({ label, choices, chosen, choose }: SegmentedProps): JSX.Element {
  return (
    <div class="segmented" role="group" aria-label={label}>
      {choices.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === chosen}
          onClick={() => {
            choose(id);
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
