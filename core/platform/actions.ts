// The typed map of all actions. Each service adds its own by declaration merging (docs/concepts/architecture.md).

// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging in each service's contract file
export interface Actions {}

export type ActionName = keyof Actions & string;
type Entry = { params: unknown; result: unknown };
export type ParamsOf<N extends ActionName> = Actions[N] extends Entry ? Actions[N]['params'] : never;
export type ResultOf<N extends ActionName> = Actions[N] extends Entry ? Actions[N]['result'] : never;
