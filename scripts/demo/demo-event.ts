/** An event ready for `POST /v1/events`. */
export type DemoEvent = Readonly<Record<string, unknown>>;
