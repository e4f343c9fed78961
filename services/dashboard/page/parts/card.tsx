import type { ComponentChildren, JSX } from 'preact';
import { useContext, useId, useState } from 'preact/hooks';
import { callForCsv } from '../api/call';
import { SessionContext } from '../api/use-call';
import { blobOf, save } from '../charts/png';
import { ApiCall } from './api-call';
import { Icon } from './icons';
import type { IconName } from './icons';

export interface CardProps {
  readonly title: string;
  readonly subtitle?: ComponentChildren;
  /** The calls that the figures come from; the first is downloaded as CSV. */
  readonly calls: readonly string[];
  /** Without an ending. */
  readonly fileName: string;
  /** For what no call answers as CSV. */
  readonly csv?: () => Blob;
  readonly picture?: (() => HTMLCanvasElement | null) | undefined;
  /** The figures as rows of texts, the header first. */
  readonly table?: readonly (readonly string[])[] | undefined;
  readonly controls?: ComponentChildren;
  readonly isWide?: boolean;
  readonly children: ComponentChildren;
}

/** A part of a view: figures with their heading, and the ways to take them along. */
export function Card(props: CardProps): JSX.Element {
  const { title, subtitle, calls, fileName, picture, table, controls, isWide = true, children } = props;
  const { token } = useContext(SessionContext);
  const [open, setOpen] = useState<'table' | 'api' | null>(null);
  const [problem, setProblem] = useState('');
  const headingId = useId();
  const [call] = calls;

  const saving = (what: string, work: () => Promise<void>): void => {
    setProblem('');
    work().catch(() => {
      setProblem(`The ${what} could not be made.`);
    });
  };
  const saveCsv = async (): Promise<void> => {
    save(props.csv?.() ?? (await callForCsv(token, call ?? '')), `${fileName}.csv`);
  };
  const savePicture = async (): Promise<void> => {
    const canvas = picture?.();
    if (canvas) save(await blobOf(canvas), `${fileName}.png`);
  };
  const toggle = (part: 'table' | 'api'): void => {
    setOpen(open === part ? null : part);
  };
  return (
    <section class={isWide ? 'card card-wide' : 'card'} aria-labelledby={headingId}>
      <header class="card-head">
        <div class="card-titles">
          <h2 id={headingId}>{title}</h2>
          {subtitle !== undefined && <p>{subtitle}</p>}
        </div>
        {controls}
        <div class="tools">
          {table && (
            <Tool
              icon="table"
              name="Table"
              of={title}
              isOpen={open === 'table'}
              act={() => {
                toggle('table');
              }}
            />
          )}
          {(props.csv ?? call) !== undefined && (
            <Tool
              icon="download"
              name="CSV"
              of={title}
              act={() => {
                saving('file', saveCsv);
              }}
            />
          )}
          {picture && (
            <Tool
              icon="image"
              name="PNG"
              of={title}
              act={() => {
                saving('picture', savePicture);
              }}
            />
          )}
          {calls.length > 0 && (
            <Tool
              icon="code"
              name="API"
              of={title}
              isOpen={open === 'api'}
              act={() => {
                toggle('api');
              }}
            />
          )}
        </div>
      </header>
      {problem !== '' && (
        <p class="banner" role="alert">
          {problem}
        </p>
      )}
      {open === 'api' && calls.map((path) => <ApiCall key={path} path={path} />)}
      {open === 'table' && table ? <PlainTable rows={table} caption={title} /> : children}
    </section>
  );
}

interface ToolProps {
  readonly icon: IconName;
  readonly name: string;
  /** Whose tool it is, for who does not see where it stands. */
  readonly of: string;
  readonly isOpen?: boolean;
  readonly act: () => void;
}

function Tool({ icon, name, of, isOpen, act }: ToolProps): JSX.Element {
  return (
    <button
      type="button"
      class="tool"
      title={name}
      onClick={act}
      aria-label={`${name}: ${of}`}
      aria-expanded={isOpen}
    >
      <Icon name={icon} size={15} />
      <span aria-hidden="true">{name}</span>
    </button>
  );
}

/** A scrolling table of texts; the first column names the rows. */
export function PlainTable({
  rows,
  caption,
}: {
  readonly rows: readonly (readonly string[])[];
  readonly caption: string;
}): JSX.Element {
  const [header = [], ...body] = rows;
  return (
    <div
      class="table-frame table-frame-limited"
      tabIndex={0}
      role="region"
      aria-label={`${caption}, as a table`}
    >
      <table>
        <thead>
          <tr>
            {header.map((text, column) => (
              <th key={text} scope="col" class={column > 0 ? 'number' : ''}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map(([name, ...values], row) => (
            <tr key={row}>
              <th scope="row">{name}</th>
              {values.map((value, column) => (
                <td key={column} class="number">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
