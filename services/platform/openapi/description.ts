/** The families of endpoints, each with errors of its own shape. */
export type FamilyName = 'devin' | 'metrics' | 'engagement' | 'apps' | 'ingest' | 'directory' | 'service';

/** A JSON Schema, as data. */
export type Schema = Readonly<Record<string, unknown>>;

/** A request that fits the operation, and what a service that has the other examples answers. */
export interface Example {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
  readonly answer?: unknown;
}

export interface BodyDescription {
  readonly item: string;
  readonly isMany: boolean;
  /** The component of a CloudEvent that carries one, where those are taken. */
  readonly cloudEvent?: string;
}

/** One operation as schemas/api describes it: what its family has in common with the others is left to the builder. */
export interface OperationDescription {
  readonly path: string;
  readonly method: 'get' | 'put' | 'post' | 'delete';
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  /** The permission that opens it; absent for an endpoint that needs no token. */
  readonly permission?: string;
  /** Names in schemas/api/parameters.json, below the family. */
  readonly parameters: readonly string[];
  /** The component of the body; `isMany` takes arrays and NDJSON of it too. */
  readonly body?: BodyDescription;
  /** By status: the component of the answer, or a media type where it is no JSON. */
  readonly answers: Readonly<Record<string, string>>;
  /** Is the answer another each time, so that it has no ETag? */
  readonly isNeverTheSame?: boolean;
  /** Does the answer come in the other formats of a list too? */
  readonly hasFormats?: boolean;
  readonly example: Example;
}

export interface OperationGroup {
  readonly family: FamilyName;
  readonly tag: string;
  readonly operations: readonly OperationDescription[];
}

/** An OpenAPI parameter object. */
export interface Parameter {
  readonly in: 'query' | 'path';
  readonly name: string;
  readonly required: boolean;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly schema: Schema;
}

export type Parameters = Readonly<Record<FamilyName, Readonly<Record<string, Parameter>>>>;

/** Everything that the document is made of. */
export interface Sources {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly parameters: Parameters;
  readonly groups: readonly OperationGroup[];
  /** Files of schemas/answers: components by name. */
  readonly answers: readonly { readonly $defs: Readonly<Record<string, Schema>> }[];
  /** Files of schemas/events, by name. */
  readonly events: Readonly<Record<string, TitledSchema>>;
  /** Files of schemas/directory, by kind of resource. */
  readonly directory: Readonly<Record<string, BodySchema>>;
}

export interface TitledSchema extends Schema {
  readonly title: string;
}

/** The schema of a resource's body. */
export interface BodySchema extends TitledSchema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Schema>>;
}
