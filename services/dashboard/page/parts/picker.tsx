import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface PickerProps {
  readonly label: string;
  /** What is chosen, shown on the button. */
  readonly value: string;
  readonly children: (close: () => void) => ComponentChildren;
}

/** A button that opens a panel of choices; Escape or a click elsewhere closes it. */
export function Picker({ label, value, children }: PickerProps): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const leave = (event: Event): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
    };
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div
      class="picker"
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOpen) close();
      }}
    >
      <button
        ref={button}
        type="button"
        class="field"
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        <span class="field-label">{label}</span>
        {value}
      </button>
      {isOpen && (
        <div class="picker-panel" role="group" aria-label={label}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

interface Choice {
  readonly id: string;
  readonly name: string;
}

interface ChoicesProps {
  readonly label: string;
  /** What is said where none is chosen, which means all. */
  readonly all: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly choose: (ids: readonly string[]) => void;
  /** May one that is not offered be named? */
  readonly canAdd?: boolean;
}

/** Several of a list; none means all. */
export function ChoicePicker(props: ChoicesProps): JSX.Element {
  const { label, all, choices, chosen, choose, canAdd = false } = props;
  const known = new Set(choices.map(({ id }) => id));
  const offered = [...choices, ...chosen.filter((id) => !known.has(id)).map((id) => ({ id, name: id }))];
  const first = offered.find(({ id }) => id === chosen[0])?.name ?? '';
  const value = chosen.length === 0 ? all : chosen.length === 1 ? first : `${chosen.length} chosen`;
  return (
    <Picker label={label} value={value}>
      {() => (
        <>
          {offered.length === 0 && !canAdd && <p>None known yet.</p>}
          {canAdd && (
            <form
              class="dates"
              onSubmit={(event) => {
                event.preventDefault();
                const id = new FormData(event.currentTarget).get('id');
                if (typeof id === 'string' && id !== '') choose([...new Set([...chosen, id])]);
                event.currentTarget.reset();
              }}
            >
              <label>
                Id
                <input name="id" maxLength={256} />
              </label>
              <button type="submit" class="quiet">
                Add
              </button>
            </form>
          )}
          {offered.map(({ id, name }) => (
            <label class="check" key={id}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={(event) => {
                  choose(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id));
                }}
              />
              {name}
            </label>
          ))}
          {chosen.length > 0 && (
            <button
              type="button"
              class="quiet"
              onClick={() => {
                choose([]);
              }}
            >
              {all}
            </button>
          )}
        </>
      )}
    </Picker>
  );
}
